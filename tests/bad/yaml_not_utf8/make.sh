printf 'title: caf\351\n' > "$1/scenario.yaml"
