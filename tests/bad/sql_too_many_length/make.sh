{
    printf 'select 1 from sale -- '
    head -c 1048576 /dev/zero | tr '\0' x
} > "$1/q.sql"
