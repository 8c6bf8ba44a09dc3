#!/usr/bin/env bash
# PostgreSQL as a witness: its blocks and its counts against the exact side's.
# `check` also compares the tables with those in results/witness, `write`
# publishes them.
# Usage: STARSLICE=./starslice tests/witness/run.sh check|write
set -u
export STARSLICE="${STARSLICE:-./starslice}"
here=$(dirname "$0") published=results/witness
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
passed=0 failed=0

# try TABLE COMMAND...: all cases hold, and are those published
try() {
    local table=$1
    shift
    if bash "$@" > "$out/$table.csv" && { [ "$mode" = write ] ||
        diff -u "$published/$table.csv" "$out/$table.csv"; }; then
        passed=$((passed + 1))
        echo "$table: $(($(wc -l < "$out/$table.csv") - 1)) cases hold"
        [ "$mode" = check ] || cp "$out/$table.csv" "$published/$table.csv"
    else
        failed=$((failed + 1))
        echo "$table: failed"
        grep ',no$' "$out/$table.csv"
    fi
}

mode=${1:-check}
case $mode in
check | write) ;;
*) echo "usage: tests/witness/run.sh check|write" >&2; exit 2 ;;
esac
[ -x /usr/lib/postgresql/15/bin/postgres ] || {
    echo "PostgreSQL 15 is missing: bash tests/deps.sh witness" >&2
    exit 1
}
mkdir -p "$published"
try brin "$here/brin.sh"
try ssb "$here/rows.sh" scenarios/ssb-all 0.001
try tpch "$here/rows.sh" scenarios/tpch 0.001
try nested "$here/rows.sh" "$here/nested" 1
echo "$passed passed, $failed failed"
[ $failed = 0 ]
