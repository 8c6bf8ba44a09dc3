printf 'title: a case\nschema: \0\n' > "$1/scenario.yaml"
