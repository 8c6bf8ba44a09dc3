{
    printf 'select 1 from sale where '
    head -c 60000 /dev/zero | tr '\0' '('
} > "$1/q.sql"
