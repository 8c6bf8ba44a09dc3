#!/usr/bin/env bash
# Streams that break while rows are written: a full disk, a reader that goes,
# Ctrl-C while rows flow, while a file grows, while a slice is sorted and while
# rows are counted. Each must end at once with its status, say why or say
# nothing, and leave no file behind.
# Usage: tests/bad/streams.sh, from the project's root
set -u
program=$(realpath "${STARSLICE:-./starslice}")
if [ ! -x "$program" ]; then
    echo "$program is not built"
    echo "0 passed, 1 failed"
    exit 1
fi
scenario=scenarios/ssb-tutorial # 600 million rows: never written whole
data=(data "$scenario" --table lineorder)
slice=("${data[@]}" --design after --slice 3)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# expect NAME STATUS WANT_STATUS WANT_STDERR
expect() {
    sed -i -E -f tests/progress.sed "$work/err"
    if [ "$2" -eq "$3" ] && [ "$(cat "$work/err")" = "$4" ] &&
        [ -z "$(ls -A "$work/out")" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "bad/streams $1: exit status $2, want $3; stderr, then files:"
        cat "$work/err"
        ls -A "$work/out"
    fi
    rm -rf "$work/out" "$work/err"
}

# Until CONDITION holds, at most a minute.
until_true() {
    for _ in $(seq 600); do
        eval "$1" && return 0
        sleep 0.1
    done
    return 1
}

# interrupted NAME CONDITION ARGUMENT...: Ctrl-C as soon as CONDITION holds.
interrupted() {
    local name=$1 condition=$2 status
    shift 2
    mkdir "$work/out"
    # In the foreground `timeout` hands the signal on once. Else it sends it to
    # its group as well, and a second Ctrl-C ends the program at once.
    timeout --foreground 300 "$program" "$@" > "$work/rows" 2> "$work/err" \
        < /dev/null &
    until_true "$condition" || echo "bad/streams $name: never: $condition"
    kill -INT $!
    wait $!
    status=$?
    case " $* " in
    *" --out "*) [ ! -s "$work/rows" ] || status=99 ;;
    esac
    expect "$name" $status 130 ""
}

full="starslice: cannot write to the standard output: No space left on device"
for rows in 1..5 1..300000; do
    mkdir "$work/out"
    timeout 300 "$program" "${data[@]}" --rows $rows > /dev/full 2> "$work/err"
    expect "full disk, rows $rows" $? 4 "$full"
done

mkdir "$work/out"
timeout 300 "$program" "${data[@]}" 2> "$work/err" | head -n 3 > "$work/head"
status=${PIPESTATUS[0]}
[ "$(wc -l < "$work/head")" -eq 3 ] || status=99
expect "closed pipe" "$status" 4 ""

interrupted "Ctrl-C, rows flow" '[ -s "$work/rows" ]' "${data[@]}"
# What was written are whole rows of 17 values.
mkdir "$work/out"
tail -n 1 "$work/rows" > "$work/last"
tail -c 1 "$work/rows" | cmp -s - <(echo) &&
    [ "$(tr -cd , < "$work/last" | wc -c)" -eq 16 ]
status=$?
: > "$work/err"
expect "Ctrl-C leaves whole rows" $status 0 ""

interrupted "Ctrl-C, a file grows" '[ -n "$(ls -A "$work/out")" ]' \
    "${data[@]}" --out "$work/out/rows.csv"
interrupted "Ctrl-C, a slice is sorted" 'sleep 0.5' \
    "${slice[@]}" --out "$work/out/rows.csv"
interrupted "Ctrl-C, rows are counted" 'sleep 0.5' \
    compare "$scenario" --exact --out "$work/out/answer"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
