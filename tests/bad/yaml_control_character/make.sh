printf 'title: "a"\nschema: \001\n' > "$1/scenario.yaml"
