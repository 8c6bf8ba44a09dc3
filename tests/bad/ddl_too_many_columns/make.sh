{
    printf 'create table sale (\n    id bigint'
    for i in $(seq 1600); do printf ',\n    c%d integer' $i; done
    printf '\n)\nsortkey (c1'
    for i in $(seq 2 1); do printf ', c%d' $i; done
    printf ');\n'
} > "$1/schema.sql"
