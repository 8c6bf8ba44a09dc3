{
    printf 'select 1 from sale where item = 1'
    seq -f '+ %g' 1 50000
} > "$1/q.sql"
