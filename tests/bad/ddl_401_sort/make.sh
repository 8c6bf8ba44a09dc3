{
    printf 'create table sale (\n    id bigint'
    for i in $(seq 400); do printf ',\n    c%d integer' $i; done
    printf '\n)\nsortkey (c1'
    for i in $(seq 2 400); do printf ', c%d' $i; done
    printf ', id);\n'
} > "$1/schema.sql"
