#!/usr/bin/env bash
# The published studies: results/<study>/ has README.md (the question, what
# came out), `cmd` (arguments of starslice) and what `--out` wrote: tables,
# gnuplot scripts and the pictures as SVG.
# Usage: tests/results.sh write|check
#   write  runs each study again into its folder
#   check  runs it elsewhere and compares all but the pictures, which depend
#          on the gnuplot that is installed
# The page index.html holds nothing more, so it is not published.
set -eu
mode=${1:-check}
program=${STARSLICE:-./starslice}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

for cmd in results/*/cmd; do
    folder=$(dirname "$cmd")
    study=$(basename "$folder")
    out=$work/$study
    mkdir "$out"
    eval "set -- $(cat "$cmd")"
    "$program" "$@" --out "$out" > "$work/table" 2> "$work/err" || {
        cat "$work/err" >&2
        exit 1
    }
    [ ! -s "$work/table" ] || mv "$work/table" "$out/table.txt"
    rm -f "$out"/plots/*.png "$out"/*.png "$out/index.html"
    if [ "$mode" = write ]; then
        find "$folder" -type f ! -name README.md ! -name cmd -delete
        cp -R "$out"/. "$folder"/
        echo "$study: written"
        continue
    fi
    diff -ru -x README.md -x cmd -x '*.svg' "$folder" "$out" \
        > "$work/diff" || {
        echo "$study comes out differently:"
        head -40 "$work/diff"
        status=1
    }
done
exit $status
