# more faults than are kept
{
    cat << 'end'
title: a case
cluster: {node: dc1.large, nodes: 4}
schema: schema.sql
data:
  parent: {rows: 1000}
  child: {rows: 1000}
end
    seq -f 'key%g: 1' 1 20000
} > "$1/scenario.yaml"
