#!/usr/bin/env bash
# Broken inputs, each next to the faults it must print.
#
# A case is a folder here: the input, `expected` (all of stderr), and where
# needed `exit` (the status, else 3), `cmd` (the arguments, else `check CASE`)
# and `make.sh` (run with the copied folder as $1, for inputs that are large
# or that git cannot hold). The program runs where the copy lies, so that
# the messages name short paths.
# Usage: tests/bad/run.sh [CASE...], from the project's root
set -u
program=$(realpath "${STARSLICE:-./starslice}")
here=$(realpath "$(dirname "$0")")
if [ ! -x "$program" ]; then
    echo "$program is not built"
    echo "0 passed, 1 failed"
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

cases=${*:-$(cd "$here" && ls -d */ 2> /dev/null | tr -d /)}
for name in $cases; do
    cp -R "$here/$name" "$work/$name"
    [ ! -e "$work/$name/make.sh" ] || bash "$work/$name/make.sh" "$work/$name"
    want=3
    [ ! -e "$here/$name/exit" ] || want=$(cat "$here/$name/exit")
    arguments="check $name"
    [ ! -e "$here/$name/cmd" ] || arguments=$(cat "$here/$name/cmd")
    (
        cd "$work" || exit 99
        # The address sanitizer reserves terabytes; all else must be modest.
        [ -n "${SAN:-}" ] || ulimit -v 4194304
        eval "set -- $arguments"
        timeout 120 "$program" "$@" > out 2> err < /dev/null
    )
    status=$?
    sed -i -E -f "$here/../progress.sed" "$work/err"
    if [ $status -eq "$want" ] &&
        cmp -s "$work/err" "$here/$name/expected"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "bad/$name: exit status $status, want $want"
        diff -u "$here/$name/expected" "$work/err" | head -20
    fi
    rm -rf "${work:?}/$name" "$work/out" "$work/err"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
