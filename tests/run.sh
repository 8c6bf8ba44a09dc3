#!/usr/bin/env bash
# Runs kinds of tests and prints how many cases passed and failed in all.
# Usage: BUILD=build STARSLICE=./starslice tests/run.sh KIND...
#   unit terminal truth agree theory   cmocka programs, built before by make
#   bad golden lint demo page plots docs errors reference install scripts
# With TALLY=FILE the counts are appended there too, for a sum over builds.
set -u
BUILD=${BUILD:-build}
export STARSLICE=${STARSLICE:-./starslice}
own=$(mktemp)
work=$(mktemp -d)
trap 'rm -rf "$own" "$work"' EXIT

# count LABEL PASSED FAILED
count() {
    printf '%-8s %4d passed, %d failed\n' "$1" "$2" "$3"
    printf '%d %d %s\n' "$2" "$3" "$1" >> "$own"
}

# One cmocka program per file. A program that is missing or dies counts as
# one failure.
programs() {
    local kind=$1 passed=0 failed=0 ok bad status name
    for source in tests/"$kind"/test_*.c; do
        [ -e "$source" ] || continue
        name=$BUILD/${source%.c}
        if [ ! -x "$name" ]; then
            echo "$source: not built"
            failed=$((failed + 1))
            continue
        fi
        CMOCKA_MESSAGE_OUTPUT=TAP "$name" > "$work/out" 2>&1
        status=$?
        ok=$(grep -c '^ok ' "$work/out")
        bad=$(grep -c '^not ok ' "$work/out")
        if [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then
            bad=1
        fi
        if [ "$bad" -ne 0 ]; then
            echo "$source: $bad failed, exit status $status"
            grep -v '^ok ' "$work/out" | head -60
        fi
        passed=$((passed + ok))
        failed=$((failed + bad))
    done
    [ $((passed + failed)) -eq 0 ] || count "$kind" $passed $failed
}

# A script whose last line is "N passed, M failed".
script() {
    local kind=$1
    shift
    if ! "$@" > "$work/out" 2>&1; then
        sed '$d' "$work/out"
    fi
    set -- $(tail -n 1 "$work/out")
    if [ "$#" -eq 4 ] && [ "$2" = passed, ] && [ "$4" = failed ]; then
        count "$kind" "$1" "$3"
    else
        cat "$work/out"
        count "$kind" 0 1
    fi
}

demo() {
    if make --no-print-directory -s demo BUILD="$BUILD" > "$work/out" 2>&1 &&
        ls "$BUILD"/demo/*.csv "$BUILD"/demo/plots/*.svg > /dev/null; then
        count demo 1 0
    else
        cat "$work/out"
        count demo 0 1
    fi
}

for kind in "$@"; do
    case $kind in
    unit | terminal | truth | agree | theory) programs "$kind" ;;
    bad)
        script bad bash tests/bad/run.sh
        script streams bash tests/bad/streams.sh
        ;;
    golden) script golden bash tests/golden/run.sh ;;
    lint) script lint bash tests/lint.sh ;;
    page) script page bash tests/page/run.sh ;;
    install) script install bash tests/install/run.sh ;;
    docs) script docs bash tests/docs/run.sh ;;
    errors) script errors bash tests/errors.sh check ;;
    reference) script reference bash tests/reference.sh check ;;
    plots) script plots bash tests/plots/run.sh ;;
    demo) demo ;;
    *) echo "tests/run.sh: unknown kind '$kind'" >&2; exit 2 ;;
    esac
done

[ -z "${TALLY:-}" ] || cat "$own" >> "$TALLY"
awk '{ p += $1; f += $2 } END { printf "%d passed, %d failed\n", p, f
    exit f > 0 }' "$own"
