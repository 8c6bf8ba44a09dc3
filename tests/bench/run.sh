#!/usr/bin/env bash
# How long does `compare` take, and how much memory?
#   1  ssb-tutorial, all frames, no pictures      under 0.25 s, 64 MiB
#   2  the same with every row count x 1,000      at most 1.2 times 1
#      (but the calendar's: 7,000 years of days are none)
#   3  ssb-tutorial with all pictures             under 3 s
#   4  upkeep: a year of hourly COPYs and updates, 365 VACUUMs, a table of
#      100 TB                                     under 2 s, 64 MiB
#      the same with a thousandth of the rows     for each operation alike
#   5  every other scenario                       for the record
#   6  the slowest picture of the gallery         under 1.5 s
#   7  all pictures of the gallery                under 60 s
# Usage: tests/bench/run.sh build
set -eu
measure=$1/tests/bench/measure
program=${STARSLICE:-./starslice}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
missed=0

# bar NAME VALUE LIMIT UNIT
bar() {
    awk -v name="$1" -v value="$2" -v limit="$3" -v unit="$4" 'BEGIN {
        printf "%-44s %9.4f %-4s (at most %g) %s\n", name, value, unit, limit,
            value <= limit ? "ok" : "MISSED"
        exit value > limit }' || missed=1
}

read -r once_s once_mib < <("$measure" 11 "$program" compare \
    scenarios/ssb-tutorial --format json)
bar "compare ssb-tutorial" "$once_s" 0.25 s
bar "its peak memory" "$once_mib" 64 MiB

cp -R scenarios/ssb-tutorial "$work/large"
sed -i -E '/rows: 2556$/!s/^( +rows: [0-9]+)$/\1000/' \
    "$work/large/scenario.yaml"
# Their keys need more than 32 bits.
sed -i 's/ integer / bigint  /' "$work"/large/*.sql
read -r large_s large_mib < <("$measure" 11 "$program" compare "$work/large" \
    --format json)
bar "every row count x 1,000, over the above" \
    "$(awk -v a="$large_s" -v b="$once_s" 'BEGIN { print a / b }')" 1.2 x
bar "its peak memory" "$large_mib" 64 MiB

read -r drawn_s _ < <("$measure" 3 "$program" compare scenarios/ssb-tutorial \
    --out "$work/out")
bar "with pictures" "$drawn_s" 3 s

# year ROWS LOADED UPDATED: a folder with a year of hourly operations.
year() {
    mkdir -p "$work/year"
    cat > "$work/year/schema.sql" <<'END'
create table events (
  event_id bigint not null, ts timestamp not null, user_id bigint not null,
  kind smallint not null, amount decimal(12,2), note varchar(60)
) distkey (user_id) sortkey (ts, user_id);
END
    echo "select count(*) from events where ts >= '2025-12-30';" \
        > "$work/year/q.sql"
    cat > "$work/year/scenario.yaml" <<END
title: A year, hourly
cluster: {node: ra3.16xlarge, nodes: 16}
schema: schema.sql
data:
  events:
    rows: $1
    order: {by: ts, late: {share: 0.01, lag: {uniform: [1 min, 1 d]}}}
    columns:
      ts: {law: {uniform: [2023-01-01, 2025-12-31]}}
queries:
  day: {sql: q.sql, weight: 100}
history:
  horizon: 365 d
  operations:
    - {do: copy, table: events, rows: $2, start: 30 min, every: 1 h}
    - {do: update, table: events, rows: $3, younger: 1 d, older: 5 d,
       every: 1 h}
    - {do: vacuum, table: events, every: 1 d, to: 100}
END
}

year 3000000000000 100000000 90000000
read -r year_s year_mib < <("$measure" 5 "$program" upkeep "$work/year" \
    --format json)
bar "upkeep, a year of hours on 100 TB" "$year_s" 2 s
bar "its peak memory" "$year_mib" 64 MiB
year 3000000000 100000 90000
read -r small_s _ < <("$measure" 5 "$program" upkeep "$work/year" \
    --format json)
bar "100 TB over 100 GB, the same operations" \
    "$(awk -v a="$year_s" -v b="$small_s" 'BEGIN { print a / b }')" 1.2 x

for scenario in scenarios/*/; do
    [ -e "$scenario/scenario.yaml" ] || continue
    read -r s mib < <("$measure" 3 "$program" compare "$scenario" \
        --format json)
    printf '%-44s %9.4f s    %6.1f MiB\n' "compare $(basename "$scenario")" \
        "$s" "$mib"
done
read -r one_s _ < <("$measure" 3 "$program" plot cluster-size --out "$work/out")
bar "the slowest teaching picture" "$one_s" 1.5 s
read -r all_s _ < <("$measure" 1 "$program" plot --all --out "$work/out")
bar "all teaching pictures" "$all_s" 60 s
exit $missed
