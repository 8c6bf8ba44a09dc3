#!/usr/bin/env bash
# The published studies: results/<study>/ has README.md (the question, what
# came out), `cmd` (arguments of starslice) and what `--out` wrote.
# Usage: tests/results.sh write|check
#   write  runs each study again into its folder
#   check  runs it elsewhere and compares all text files but the scripts'
#          pictures, which depend on the gnuplot that is installed
set -eu
mode=${1:-check}
program=${STARSLICE:-./starslice}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

for folder in results/*/; do
    [ -e "$folder/cmd" ] || continue
    study=$(basename "$folder")
    target=$work/$study
    [ "$mode" = check ] || target=results/$study
    eval "set -- $(cat "$folder/cmd")"
    "$program" "$@" --out "$target" > "$work/stdout"
    if [ "$mode" = write ]; then
        sed "s|$target|results/$study|g" "$work/stdout" > "$folder/stdout.txt"
        echo "$study: written"
        continue
    fi
    for file in "$folder"*.csv "$folder"*.json; do
        [ -e "$file" ] || continue
        cmp -s "$file" "$target/$(basename "$file")" || {
            echo "$study: $(basename "$file") comes out differently"
            diff -u "$file" "$target/$(basename "$file")" | head -20 || true
            status=1
        }
    done
done
exit $status
