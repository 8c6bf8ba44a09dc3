#!/usr/bin/env bash
# The table of docs/interviews.md: what each question, and each textbook rule,
# is worth over ROUNDS (50) rounds. Takes some minutes.
# Usage: tests/interviews.sh write|check, from the project's root. SURVEY names
# the output of `rehearse --survey --format csv` where it has been made before.
set -eu
mode=${1:-check}
program=${STARSLICE:-./starslice}
page=docs/interviews.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -n "${SURVEY:-}" ]; then
    cp "$SURVEY" "$work/survey"
else
    "$program" rehearse --survey "${ROUNDS:-50}" --format csv > "$work/survey"
fi
"$program" rehearse --list --format csv > "$work/list"

# The rows of the first frame; fields without commas, but for the topics last.
awk 'NR > 2 { if ($0 == "") exit; print }' "$work/survey" > "$work/rows"
grep -v '^question,' "$work/list" | grep -v '^#' > "$work/questions"

awk -F, '
function cell(x) { return x == "" ? "-" : sprintf("%.2f", x) }
FNR == NR {
    topic = $0
    if (topic ~ /"$/) {
        sub(/"$/, "", topic)
        sub(/.*"/, "", topic)
    } else
        topic = $NF
    topics[$1] = topic
    next
}
FNR == 1 {
    print "| question | topics | answers | spread | moves | naive | primary" \
        " key | largest dimension | date | best |"
    print "|---|---|---|---|---|---|---|---|---|---|"
}
{
    printf "| %s | %s | %d | %.1f | %.0f %% | %s | %s | %s | %s | 1.00 |\n",
        $1, topics[$1], $3, $5, $6, cell($7), cell($8), cell($9), cell($10)
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
