{
    printf 'select 1 from sale a0\n'
    seq -f ', sale a%g' 1 64
} > "$1/q.sql"
