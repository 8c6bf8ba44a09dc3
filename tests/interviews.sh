#!/usr/bin/env bash
# The table of docs/interviews.md: what each question, and each textbook rule,
# is worth over ROUNDS (50) rounds. Takes some minutes.
# Usage: tests/interviews.sh write|check, from the project's root
set -eu
mode=${1:-check}
program=${STARSLICE:-./starslice}
page=docs/interviews.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$program" rehearse --survey "${ROUNDS:-50}" --format json > "$work/survey"
"$program" rehearse --list --format json > "$work/list"

# Rows of a frame as our JSON writes them: one a line, cells without "],".
rows() {
    awk -v frame="$1" '
    index($0, "\"name\": \"" frame "\"") { on = 1 }
    on && /"rows"/ { inside = 1; next }
    inside && /^ *\[/ {
        line = $0
        sub(/^ *\[/, "", line)
        sub(/\](,|\]}.*)?$/, "", line)
        print line
        next
    }
    inside { exit }' "$2"
}
rows survey "$work/survey" > "$work/rows"
rows questions "$work/list" > "$work/questions"

awk '
function cell(x) { return x == "null" ? "-" : sprintf("%.2f", x) }
function bare(s) { gsub(/^ *"|" *$/, "", s); return s }
FNR == NR {
    n = split($0, c, "\"")
    topics[c[2]] = c[n - 1]
    next
}
FNR == 1 {
    print "| question | topics | answers | spread | moves | naive | primary" \
        " key | largest dimension | date | best |"
    print "|---|---|---|---|---|---|---|---|---|---|"
}
{
    split($0, c, ", *")
    name = bare(c[1])
    printf "| %s | %s | %d | %.1f | %.0f %% | %s | %s | %s | %s | 1.00 |\n",
        name, topics[name], c[3], c[5], c[6], cell(c[7]), cell(c[8]),
        cell(c[9]), cell(c[10])
}' "$work/questions" "$work/rows" > "$work/table"

awk -v table="$work/table" '
/<!-- table -->/ {
    print
    print ""
    while ((getline line < table) > 0)
        print line
    print ""
    skip = 1
}
/<!-- end -->/ { skip = 0 }
!skip && !/<!-- table -->/' "$page" > "$work/page"

if [ "$mode" = write ]; then
    cp "$work/page" "$page"
else
    diff -u "$page" "$work/page"
fi
