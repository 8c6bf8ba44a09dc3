#!/usr/bin/env bash
# Rows that pass each scan of each query: the exact side's count, and what
# PostgreSQL counts on the same rows when it runs the same SQL. They must be
# equal. Prints CSV; fails when a count differs.
#
# Usage: STARSLICE=./starslice tests/witness/rows.sh SCENARIO SCALE
set -eu -o pipefail
. "$(dirname "$0")/server.sh"
scenario=$1 scale=$2
witness_start

# Tables and columns that some query names; keys and NOT NULL would ask for the
# others, and for an order of loading.
awk '{ print tolower($0) }' "$scenario"/queries/*.sql |
    grep -oE '[a-z_0-9]+' | sort -u > "$witness/words"
sed -e '/^ *\(primary\|foreign\) key/d' -e 's/ *not null//; s/ primary key//' \
    "$scenario/schema.sql" | awk '{ line[NR] = $0 }
        END { for (i = 1; i <= NR; i++) {
            if (line[i + 1] ~ /^\);/) sub(/,[ ]*$/, "", line[i])
            print line[i] } }' > "$witness/schema.sql"
sql -f "$witness/schema.sql"
for table in $(sql -c "select relname from pg_class where relkind = 'r'
    and relnamespace = 'public'::regnamespace order by 1" |
    grep -Fxf "$witness/words"); do
    columns=$(sql -c "select attname from pg_attribute where attnum > 0
        and attrelid = '$table'::regclass order by attnum" |
        grep -Fxf "$witness/words" | paste -s -d ,)
    "$STARSLICE" data "$scenario" --table "$table" --columns "$columns" \
        --scale "$scale" 2> /dev/null |
        sql -c "copy $table ($columns) from stdin (format csv, header)"
done
sql -c analyze

# What passes does not depend on the design: one is enough.
design=$(awk '/^designs:/ { inside = 1; next }
    inside && /^  [a-z]/ { sub(/:.*/, ""); print $1; exit }' \
    "$scenario/scenario.yaml")
"$STARSLICE" agree "$scenario" --scale "$scale" --design "$design" \
    --format csv --frame agreement > "$witness/agreement" \
    2> "$witness/agree.log" || [ $? = 1 ] || {
    cat "$witness/agree.log" >&2
    exit 1
}
awk -F, '$5 == "rows out" { print $2 "," $3 "," $7 }' "$witness/agreement" |
    sort > "$witness/exact"

# QUERY FILE: "query,table,rows" of each scan. Hash joins read each table
# whole and once, so a scan's rows are those that pass its own conditions:
# nothing is cut short by the other side of a join.
for file in "$scenario"/queries/*.sql; do
    query=$(basename "$file" .sql)
    sql > "$witness/scans" << SQL
set enable_indexscan = off;
set enable_indexonlyscan = off;
set enable_bitmapscan = off;
set enable_nestloop = off;
set enable_mergejoin = off;
\set query \`sed 's/;[[:space:]]*\$//' '$file'\`
create function pg_temp.plan(query text) returns json language plpgsql as \$\$
declare j json; begin
  execute 'explain (analyze, timing off, format json) ' || query into j;
  return j;
end \$\$;
select '$query,' || (node->>'Relation Name') || ',' ||
  (node->>'Actual Rows') || ',' || (node->>'Actual Loops')
from jsonb_path_query(pg_temp.plan(:'query')::jsonb,
  'strict \$.**?(@."Node Type" == "Seq Scan")') node;
SQL
    awk -F, -v file="$file" '
        $4 != 1 { print file ": " $2 " is read " $4 " times" > "/dev/stderr"
            exit 1 }
        { print $1 "," $2 "," $3 }' "$witness/scans"
done | sort > "$witness/counted"

echo "query,table,exact_rows,postgresql_rows,equal"
join -t, -a 1 -a 2 -e none -o 0,1.2,2.2 \
    <(sed 's/,/ /' "$witness/exact") <(sed 's/,/ /' "$witness/counted") |
    awk -F, '{ sub(/ /, ",", $1)
        print $1 "," $2 "," $3 "," ($2 == $3 ? "yes" : "no") }' |
    tee "$witness/cases"
[ -s "$witness/cases" ] && ! grep -q ',no$' "$witness/cases"
