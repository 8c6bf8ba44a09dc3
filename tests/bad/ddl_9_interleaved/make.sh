{
    printf 'create table sale (\n    id bigint'
    for i in $(seq 9); do printf ',\n    c%d integer' $i; done
    printf '\n)\ninterleaved sortkey (c1'
    for i in $(seq 2 9); do printf ', c%d' $i; done
    printf ');\n'
} > "$1/schema.sql"
