#!/usr/bin/env bash
# The handbook's table of errors, docs/errors.md: every published number that a
# test holds beside the program's (tests/measured.h), in groups.
# Usage: tests/errors.sh check|write
set -u -o pipefail
page=docs/errors.md
build=${BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The tests that measure, run as they are; what they assert is their own affair.
collect() {
    local source program
    for source in $(grep -l '"tests/measured.h"' tests/*/test_*.c | sort); do
        program=$build/${source%.c}
        [ -x "$program" ] || { echo "$program: build it first"; return 1; }
        STARSLICE_MEASURED=$work/pairs "$program" > "$work/said" 2>&1 ||
            { tail -5 "$work/said"; echo "$program failed"; return 1; }
    done
}

# model, what, source, fitted, got, published -> rows of a table
table() {
    LC_ALL=C sort -t "$(printf '\t')" -s -k 1,1 "$1" | LC_ALL=C awk -F '\t' '
        function share(x) {
            if (x < 5e-7)
                return "exact"
            if (x < 5e-4)
                return "< 0.1 %"
            return sprintf(x < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * x)
        }
        {
            key = $1 "\t" $2
            if (!(key in count)) {
                order[++groups] = key
                model[key] = $1; what[key] = $2; source[key] = $3
                fitted[key] = $4
            }
            off = $5 == $6 ? 0 : $6 == 0 ? 1 : $5 / $6 - 1
            off = off < 0 ? -off : off
            count[key]++
            sum[key] += off
            if (off > worst[key]) worst[key] = off
        }
        END {
            for (i = 1; i <= groups; i++) {
                k = order[i]
                printf "| %s | %s | %s | %d ", model[k], what[k], source[k],
                    count[k]
                printf "| %s | %s | %s |\n", share(sum[k] / count[k]),
                    share(worst[k]), (fitted[k] > 0 ? fitted[k] : "")
            }
        }'
}

write() {
    cat << 'TEXT'
# Errors of the models

Made by `make errors` from the tests; do not edit. `make check` fails when it is
not what the tests find.

A number is what the program says over what was published, less one, without its
sign; *mean* and *worst* are over the *n* pairs of a row. *Fitted* are the
constants that were chosen with these very numbers in view: such a row says how
well so few numbers explain so many, not how well others are met.

| model | of what | published by | n | mean | worst | fitted |
|---|---|---|---|---|---|---|
TEXT
    table "$work/pairs" || return 1
    cat << 'TEXT'

Not in the table, because they are no numbers: the DS_ labels of the tutorial's
query (all as published), and the encodings that ANALYZE COMPRESSION advised for
LINEORDER (14 of 17; for three prices the program keeps RAW).

The derivations are in [models/README.md](../models/README.md), the published
numbers with their sources in `tests/truth`.
TEXT
}

collect || { echo "0 passed, 1 failed"; exit 1; }
write > "$work/page" && grep -q '^| zone' "$work/page" ||
    { echo "no table"; echo "0 passed, 1 failed"; exit 1; }
if [ "${1:-check}" = write ]; then
    cp "$work/page" "$page"
elif ! diff -u "$page" "$work/page"; then
    echo "$page is not what the tests find: make errors"
    echo "0 passed, 1 failed"
    exit 1
fi
echo "1 passed, 0 failed"
