{
    printf 'select 1 from sale where item = 0\n'
    seq -f 'or item = %g' 1 20000
} > "$1/q.sql"
