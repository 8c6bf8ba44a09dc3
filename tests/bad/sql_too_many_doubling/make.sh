{
    printf 'with x0 as (select item from sale)\n'
    for i in $(seq 30); do
        j=$((i - 1))
        printf ', x%d as (select a.item from x%d a join x%d b ' $i $j $j
        printf 'on a.item = b.item)\n'
    done
    printf 'select 1 from x30\n'
} > "$1/q.sql"
