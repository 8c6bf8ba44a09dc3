# small enough to be read, but far too many values
{
    echo "title: a case"
    echo "data:"
    yes "  - [,,,,,,,]" | head -n 90000 | sed 's/,/1,/g'
} > "$1/scenario.yaml"
