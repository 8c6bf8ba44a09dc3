#!/usr/bin/env bash
# The handbook's reference of the scenario format, docs/reference.md, from the
# tables that check scenarios.
# Usage: tests/reference.sh check|write, from the project's root
set -u -o pipefail
page=docs/reference.md
program=${STARSLICE:-./starslice}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A section for each mapping, a row for each of its keys; CSV on stdin.
sections() {
    LC_ALL=C awk '
        # The fields of a line of CSV, in cells[1..].
        function split_csv(line,    n, c, quoted, i) {
            n = 1; cells[1] = ""; quoted = 0
            for (i = 1; i <= length(line); i++) {
                c = substr(line, i, 1)
                if (c == "\"" && quoted && substr(line, i + 1, 1) == "\"") {
                    cells[n] = cells[n] c; i++
                } else if (c == "\"") quoted = !quoted
                else if (c == "," && !quoted) cells[++n] = ""
                else cells[n] = cells[n] c
            }
            return n
        }
        function cell(text) { gsub(/\|/, "\\|", text); return text }
        function code(text) { return text == "" ? "" : "`" cell(text) "`" }
        /^# / { other = $0 != "# schema"; next }
        other || $0 == "" || /^section,/ { next }
        {
            split_csv($0)
            if (cells[1] != last) {
                printf "\n### %s\n\n", cells[1]
                print "| key | what | value | default | example |"
                print "|---|---|---|---|---|"
                last = cells[1]
            }
            printf "| %s | %s | %s | %s | %s |\n", code(cells[2]),
                cell(cells[5]), cell(cells[3]), cell(cells[4]), code(cells[6])
        }'
}

write() {
    cat << 'TEXT'
# Reference of the scenario format

Made by `make reference` from the tables that check scenarios; do not edit.
`starslice schema` prints the same, with the constants of node types and engine
and their sources. [Scenarios, by example](scenarios.md) shows how it is used.

A name in capitals stands for one of yours. Where the default says *required*,
the key must be there.

## The scenario: scenario.yaml
TEXT
    "$program" schema --format csv | sections || return 1
    cat << 'TEXT'

## The interview question: question.yaml

Beside a scenario; [For interviews](interviews.md) has an example. Answers to a
question, for `rehearse --answers`, are at the end.
TEXT
    "$program" schema --question --format csv | sections
}

write > "$work/page" && grep -q '^### scenario$' "$work/page" &&
    grep -q '^### question$' "$work/page" ||
    { echo "no reference"; echo "0 passed, 1 failed"; exit 1; }
if [ "${1:-check}" = write ]; then
    cp "$work/page" "$page"
elif ! diff -u "$page" "$work/page"; then
    echo "$page is not what the program reads: make reference"
    echo "0 passed, 1 failed"
    exit 1
fi
echo "1 passed, 0 failed"
