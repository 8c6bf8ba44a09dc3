#!/usr/bin/env bash
# How fast the exact side is, and what the machine can do in the same run:
#   1  layout of lineorder, design `after`, all 17 columns: 1, 10, 100 million
#      rows, and with BENCH_LONG=1 all 600 million (under 60 s and 6 GiB); the
#      columns that queries read (under 20 s)
#   2  values drawn and counted: 100 million a second and core
#   3  seconds a row, largest over smallest            at most 1.3
#   4  agree on all scenarios                          under 20 s
#   5  data to /dev/null                               at least 200 MB/s
# Usage: tests/bench/exact.sh build
set -eu
bench=$1/tests/bench
program=${STARSLICE:-./starslice}
missed=0

# bar NAME VALUE most|least LIMIT UNIT
bar() {
    awk -v name="$1" -v v="$2" -v kind="$3" -v limit="$4" -v unit="$5" 'BEGIN {
        good = kind == "most" ? v <= limit : v >= limit
        printf "%-44s %9.2f %-6s (at %s %g) %s\n", name, v, unit, kind, limit,
            good ? "ok" : "MISSED"
        exit !good }' || missed=1
}

# layout ROWS [read]: the median of REPEATS runs by CPU seconds
layout() {
    for _ in $(seq "${REPEATS:-5}"); do
        "$bench/exact" scenarios/ssb-tutorial after lineorder "$@"
    done | sort -k2,2g | awk '{ line[NR] = $0 } END {
        print line[int((NR + 1) / 2)] }'
}

"$bench/machine" | awk '{
    printf "this machine, one core: %s GB/s, %s M keys hashed a second\n",
        $1, $2 }'
least= most=
for rows in 1000000 10000000 100000000 ${BENCH_LONG:+600037902}; do
    [ "$rows" -lt 100000000 ] || export REPEATS=1
    read -r s cpu mib values _ < <(layout $rows)
    printf 'layout of %11d rows: %7.2f s, %7.2f CPU s, %6.0f MiB, %4.0f M %s\n' \
        "$rows" "$s" "$cpu" "$mib" \
        "$(awk -v v="$values" -v c="$cpu" 'BEGIN { print v / c / 1e6 }')" \
        "values/s/core"
    each=$(awk -v c="$cpu" -v r="$rows" 'BEGIN { print c / r * 1e9 }')
    least=$(printf '%s\n' $least $each | sort -g | head -n 1)
    most=$(printf '%s\n' $most $each | sort -g | tail -n 1)
done
bar "values drawn and counted, M a second and core" \
    "$(awk -v v="$values" -v c="$cpu" 'BEGIN { print v / c / 1e6 }')" \
    least 100 M/s
bar "CPU of a row, most over least" \
    "$(awk -v a="$most" -v b="$least" 'BEGIN { print a / b }')" most 1.3 x
if [ -n "${BENCH_LONG:-}" ]; then
    bar "600 million rows, all columns" "$s" most 60 s
    bar "its peak memory" "$(awk -v m="$mib" 'BEGIN { print m / 1024 }')" \
        most 6 GiB
    read -r s _ < <(layout 600037902 read)
    bar "600 million rows, columns that are read" "$s" most 20 s
fi

begin=$(date +%s.%N)
for scenario in scenarios/*/; do
    [ -e "$scenario/scenario.yaml" ] || continue
    "$program" agree "$scenario" > /dev/null 2>&1 || echo "missed: $scenario"
done
bar "agree, all scenarios" \
    "$(awk -v a="$begin" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')" \
    most 20 s

rows=3000000
bytes=$("$program" data scenarios/ssb-tutorial --table lineorder \
    --rows 1..$rows | wc -c)
begin=$(date +%s.%N)
"$program" data scenarios/ssb-tutorial --table lineorder --rows 1..$rows \
    > /dev/null
bar "data to /dev/null, MB a second" \
    "$(awk -v n="$bytes" -v a="$begin" -v b="$(date +%s.%N)" \
        'BEGIN { print n / (b - a) / 1e6 }')" least 200 MB/s
exit $missed
