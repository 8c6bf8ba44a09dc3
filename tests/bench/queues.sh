#!/usr/bin/env bash
# How many queries a second do the queues simulate, and how long does a week
# of `prime-day` take: eight fixes, each alone, 20 replications?
#   1  the engine beside the bare heap        tests/bench/queues.c
#   2  one simulated week                     under 10 s on two cores
# Usage: tests/bench/queues.sh build
set -eu
program=${STARSLICE:-./starslice}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$1/tests/bench/queues"

# A week instead of the peak, without what is and without all fixes at once.
cp -R scenarios/prime-day "$work/week"
awk '/^  duration:/ { print "  duration: 7 d"; next }
     /^wlm:/ { queues = 1 }
     queues && /^  [a-z_]+:/ { left_out = /^  (as_is|all_of_it):/ }
     !left_out' scenarios/prime-day/scenario.yaml > "$work/week/scenario.yaml"
TIMEFORMAT='%R %U'
read -r wall_s cpu_s < <({ time "$program" wlm "$work/week" \
    > "$work/out" 2> "$work/err"; } 2>&1)
awk -v wall="$wall_s" -v cpu="$cpu_s" 'BEGIN {
    printf "%-44s %6.1f s   (at most 10) %s; %.1f s of CPU\n",
        "a week of prime-day, 8 x 20", wall, wall <= 10 ? "ok" : "MISSED", cpu
}'
