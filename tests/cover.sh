#!/usr/bin/env bash
# Line coverage per file from a build with COVER=1.
# Usage: tests/cover.sh build/cover
set -eu
build=$1
report=$build/report.txt

if command -v gcovr > /dev/null; then
    gcovr --root . --filter 'sim/' --filter 'models/' --object-directory \
        "$build" > "$report"
else
    find "$build/sim" "$build/models" -name '*.gcda' -print0 |
        xargs -0 gcov -n 2> /dev/null |
        awk -F "'" '/^File/ { file = $2 }
            /^Lines/ && file ~ /^(sim|models)\// {
                split($0, part, /[:% ]+/)
                printf "%-40s %6.1f %% of %d lines\n", file, part[3], part[5]
                lines += part[5]; hit += part[3] * part[5] / 100
                file = ""
            }
            END { if (lines)
                printf "%-40s %6.1f %% of %d lines\n", "all", 100 * hit / lines,
                    lines }' | sort > "$report"
fi
tail -n 60 "$report"
echo "$report"
