#!/usr/bin/env bash
# Command lines with their exact output.
#
# A case is a folder here: `cmd` (the arguments), `out`, `err`, `exit`, and `in`
# where the program is to be told something. The program runs at the project's
# root; OUT in `cmd` is a fresh folder.
# Usage: tests/golden/run.sh [--accept] [CASE...]
set -u
program=${STARSLICE:-./starslice}
here=tests/golden
accept=
if [ "${1:-}" = --accept ]; then
    accept=1
    shift
fi
if [ ! -x "$program" ]; then
    echo "$program is not built"
    echo "0 passed, 1 failed"
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

cases=${*:-$(cd $here && ls -d */cmd 2> /dev/null | sed "s:/cmd::")}
for name in $cases; do
    export OUT=$work/$name XDG_DATA_HOME=$work/data-$name
    in=/dev/null
    [ ! -e "$here/$name/in" ] || in=$here/$name/in
    eval "set -- $(cat "$here/$name/cmd")"
    timeout 300 "$program" "$@" > "$work/out" 2> "$work/err" < "$in"
    echo $? > "$work/exit"
    sed -i -E -f tests/progress.sed "$work/err"
    if [ -n "$accept" ]; then
        cp "$work/out" "$work/err" "$work/exit" "$here/$name/"
    fi
    if diff -u "$here/$name/exit" "$work/exit" > "$work/diff" &&
        diff -u "$here/$name/err" "$work/err" >> "$work/diff" &&
        diff -u "$here/$name/out" "$work/out" >> "$work/diff"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "golden/$name: starslice $(cat "$here/$name/cmd")"
        head -30 "$work/diff"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
