#!/usr/bin/env bash
# Runs kinds of tests and prints how many cases passed and failed in all.
# Usage: BUILD=build STARSLICE=./starslice tests/run.sh KIND...
#   unit terminal truth agree theory   cmocka programs, built before by make:
#                      any folder here that has test_*.c is such a kind
#   bad golden lint demo page plots docs errors reference install scripts
# Programs and scripts run JOBS at a time, as many as there are processors
# unless said otherwise. With TALLY=FILE the counts are appended there too, for
# a sum over builds.
set -u
export BUILD=${BUILD:-build} STARSLICE=${STARSLICE:-./starslice}
# Threads that wait let those of other tests work.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}

# Those that take longest begin first, so that none of them is waited for alone.
longest="theory/test_queues agree/test_agree agree/test_history
unit/test_gallery unit/test_cost_properties docs plots theory agree golden
unit/test_run unit/test_run_star unit/test_gallery_queues unit/test_quiz
truth install errors"

# A cmocka program. One that is missing or dies counts as one failure.
program() { # KIND/NAME
    local source=tests/$1.c name=$BUILD/tests/$1 out=$work/$1 status ok bad
    if [ ! -x "$name" ]; then
        echo "$source: not built"
        echo "0 1" > "$out.count"
        return
    fi
    CMOCKA_MESSAGE_OUTPUT=TAP "$name" > "$out.out" 2>&1
    status=$?
    ok=$(grep -c '^ok ' "$out.out")
    bad=$(grep -c '^not ok ' "$out.out")
    if [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
    fi
    if [ "$bad" -ne 0 ]; then
        echo "$source: $bad failed, exit status $status"
        grep -v '^ok ' "$out.out" | head -60
    fi
    echo "$ok $bad" > "$out.count"
}

# A script whose last line is "N passed, M failed".
script() { # KIND COMMAND...
    local out=$work/$1
    shift
    if ! "$@" > "$out.out" 2>&1; then
        sed '$d' "$out.out"
    fi
    set -- $(tail -n 1 "$out.out")
    if [ "$#" -eq 4 ] && [ "$2" = passed, ] && [ "$4" = failed ]; then
        echo "$1 $3" > "$out.count"
    else
        cat "$out.out"
        echo "0 1" > "$out.count"
    fi
}

demo() {
    if make --no-print-directory -s demo BUILD="$BUILD" > "$work/demo.out" 2>&1 &&
        ls "$BUILD"/demo/*.csv "$BUILD"/demo/plots/*.svg > /dev/null; then
        echo "1 0" > "$work/demo.count"
    else
        cat "$work/demo.out"
        echo "0 1" > "$work/demo.count"
    fi
}

# One test: what it has to say is in its .said, its cases are in its .count.
run() { # KIND or KIND/NAME
    case $1 in
    */*) program "$1" ;;
    bad | golden | page | install | docs | plots)
        script "$1" bash tests/"$1"/run.sh ;;
    streams) script streams bash tests/bad/streams.sh ;;
    lint) script lint bash tests/lint.sh ;;
    errors | reference) script "$1" bash tests/"$1".sh check ;;
    demo) demo ;;
    esac > "$work/$1.said" 2>&1
    touch "$work/$1.done"
}

# What to run for a kind, one a line.
tests_of() { # KIND
    local source
    case $1 in
    bad) printf '%s\n' bad streams ;;
    golden | lint | page | install | docs | errors | reference | plots | demo)
        echo "$1" ;;
    *)
        for source in tests/"$1"/test_*.c; do
            [ -e "$source" ] ||
                { echo "tests/run.sh: unknown kind '$1'" >&2; exit 2; }
            basename "$source" .c | sed "s:^:$1/:"
        done ;;
    esac
}

# The longest first, then as they are given.
by_length() {
    awk -v longest="$longest" '
        BEGIN { n = split(longest, names); last = n + 1 }
        {
            kind = $0
            sub(/\/.*/, "", kind)
            for (rank = 1; rank <= n; rank++)
                if (names[rank] == $0 || names[rank] == kind)
                    break
            print rank, NR, $0
        }' | sort -n -k 1,1 -k 2,2 | cut -d ' ' -f 3
}

# Waits for the tests of a kind, tells what they said and counts their cases.
report() { # LABEL TEST...
    local label=$1 test passed=0 failed=0 ok bad
    shift
    [ "$#" -gt 0 ] || return 0
    for test in "$@"; do
        while [ ! -e "$work/$test.done" ]; do
            kill -0 "$pool" 2> /dev/null || break
            sleep 0.1
        done
        cat "$work/$test.said"
        read -r ok bad < "$work/$test.count" || { ok=0 bad=1; }
        passed=$((passed + ok))
        failed=$((failed + bad))
    done
    printf '%-9s %4d passed, %d failed\n' "$label" $passed $failed
    printf '%d %d %s\n' $passed $failed "$label" >> "$work/counts"
}

if [ "${1:-}" = --one ]; then
    work=$2
    run "$3"
    exit 0
fi

work=$(mktemp -d)
pool=
trap '[ -z "$pool" ] || kill -- -"$pool" 2> /dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
: > "$work/counts"
for kind in "$@"; do
    mkdir -p "$work/$kind"
    tests_of "$kind" >> "$work/tests" || exit 2
done
by_length < "$work/tests" > "$work/order"
set -m # a process group of its own, to end all of them at once
xargs -P "${JOBS:-$(nproc)}" -n 1 bash tests/run.sh --one "$work" \
    < "$work/order" &
pool=$!
set +m
for kind in "$@"; do
    if [ "$kind" = bad ]; then
        report bad bad
        report streams streams
    else
        report "$kind" $(tests_of "$kind")
    fi
done
wait $pool
pool=

[ -z "${TALLY:-}" ] || cat "$work/counts" >> "$TALLY"
awk '{ p += $1; f += $2 } END { printf "%d passed, %d failed\n", p, f
    exit f > 0 }' "$work/counts"
