{
    printf 'select 1 from '
    for i in $(seq 33); do printf '(select item from '; done
    printf sale
    for i in $(seq 33); do printf ') x'; done
} > "$1/q.sql"
