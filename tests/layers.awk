# Fails when a file includes upward, uses a library outside its room, or when
# the headers of a folder include each other in a circle.
# Usage: awk -f tests/layers.awk FILES, from the project's root
BEGIN {
    may["base"] = ""
    may["models"] = "base"
    may["world"] = "base"
    may["codec"] = "base"
    may["report"] = "base"
    may["plan"] = "base world"
    may["sql"] = "base world"
    may["scenario"] = "base world sql"
    may["estimate"] = "base models codec world plan"
    may["exact"] = "base codec world plan" # never models: it is the oracle
    may["measure"] = "base models world plan estimate exact"
    may["gallery"] = "base models world plan estimate exact measure"
    may["cli"] = "base world codec report plan scenario estimate exact measure" \
        " gallery"

    only["yaml.h"] = "scenario"
    only["pg_query.h"] = "sql"
    only["pg_query.pb-c.h"] = "sql"
    only["jansson.h"] = "report"
    only["lzo/*"] = "codec"
    only["zstd.h"] = "codec"
    only["gsl/*"] = "base models world measure"
    only["Random123/*"] = "base"
    only["time.h"] = "cli base/progress"
    only["sys/time.h"] = "cli base/progress"
    only["mpi.h"] = "measure"
    only["getopt.h"] = "cli"
    only["histedit.h"] = "cli"
}

FNR == 1 {
    room = FILENAME
    sub(/^sim\//, "", room)
    sub(/\.[ch]$/, "", room)
    layer = room
    sub(/\/.*/, "", layer)
    if (!(layer in may))
        bad("no such layer: " layer)
}

/^#include "/ {
    split($0, q, "\"")
    target = q[2]
    sub(/\/.*/, "", target)
    if (target != layer && index(" " may[layer] " ", " " target " ") == 0)
        bad(layer " may not include " target)
    if (FILENAME ~ /\.h$/) {
        sub(/\.h$/, "", q[2])
        edges[room] = edges[room] " " q[2]
    }
}

/^#include </ {
    header = $0
    sub(/^#include </, "", header)
    sub(/>.*/, "", header)
    family = header
    sub(/\/.*/, "/*", family)
    where = header in only ? only[header] : family in only ? only[family] : ""
    if (where != "" && index(" " where " ", " " layer " ") == 0 &&
        index(" " where " ", " " room " ") == 0)
        bad("<" header "> is not for " layer)
}

function bad(why) {
    printf "%s:%d: %s\n", FILENAME, FNR, why
    failed = 1
}

# Depth first: state 1 while a header is being visited, 2 when it is done.
function visit(name,    next_names, n, i) {
    if (state[name] == 2)
        return
    if (state[name] == 1) {
        printf "%s.h: includes itself through others\n", name
        failed = 1
        return
    }
    state[name] = 1
    n = split(edges[name], next_names, " ")
    for (i = 1; i <= n; i++)
        visit(next_names[i])
    state[name] = 2
}

END {
    for (name in edges)
        visit(name)
    exit failed
}
