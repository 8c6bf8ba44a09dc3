#!/usr/bin/env bash
# Fuzzing with libFuzzer: the seeds are every scenario, schema, query and
# question of the project, answers to questions, and the findings kept in
# tests/fuzz/corpus.
# Usage: tests/fuzz/run.sh PROGRAM SECONDS; findings are left in build/fuzz
set -eu
program=$1 seconds=$2
work=build/fuzz/work
kept=build/fuzz/found
mkdir -p "$work" "$kept"

# seed KIND FILE: the first byte says what the rest is
seed() {
    local name
    name=$1-$(echo "$2" | tr '/' '-')
    {
        printf %s "$1"
        cat "$2"
    } > "$work/$name"
}

for file in scenarios/*/scenario.yaml docs/example/scenario.yaml \
    tests/bad/*/scenario.yaml; do
    [ ! -e "$file" ] || [ "$(wc -c < "$file")" -gt 60000 ] || seed y "$file"
done
for file in scenarios/*/*.sql docs/example/*.sql tests/bad/*/schema.sql; do
    [ ! -e "$file" ] || seed d "$file"
done
for file in scenarios/*/queries/*.sql tests/bad/*/q*.sql; do
    [ ! -e "$file" ] || seed s "$file"
done
for file in tests/bad/*/*.csv scenarios/own-keys/customers.csv; do
    [ ! -e "$file" ] || seed c "$file"
done
for file in scenarios/interview/*/question.yaml tests/bad/*/question.yaml; do
    [ ! -e "$file" ] || seed q "$file"
done
for file in tests/golden/*/answers.yaml tests/bad/*/answers.yaml; do
    [ ! -e "$file" ] || seed n "$file"
done
cp tests/fuzz/corpus/* "$work/" 2> /dev/null || true

if ! "$program" -dict=tests/fuzz/words.dict -max_total_time="$seconds" \
    -timeout=25 -rss_limit_mb=2048 -max_len=20000 -print_final_stats=1 \
    -artifact_prefix="$kept/" "$work" > "$kept/log" 2>&1; then
    tail -60 "$kept/log"
    echo "fuzz: a finding in $kept; keep it in tests/fuzz/corpus once mended"
    exit 1
fi
grep -E 'number_of_executed_units|average_exec' "$kept/log"
