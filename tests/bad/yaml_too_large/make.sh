# 10 MB of YAML
{
    echo "title: a case"
    echo "data:"
    yes "  parent: {rows: 1000}" | head -n 450000
} > "$1/scenario.yaml"
