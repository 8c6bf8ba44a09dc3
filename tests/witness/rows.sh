#!/usr/bin/env bash
# Rows of each step of each query: the exact side's counts of a plan carried
# out, and PostgreSQL's of the same rows and the same SQL. They must be equal:
#
#   scan TABLE       rows that pass the table's own conditions
#   join TABLE...    rows of these tables joined, in whatever order; but for
#                    joins of IN and EXISTS, of which the result tells
#   groups           rows that leave the aggregate
#   result           rows that the query answers with
#
# Prints CSV; fails when a count differs.
#
# Usage: STARSLICE=./starslice tests/witness/rows.sh SCENARIO SCALE
set -eu -o pipefail
export LC_ALL=C # one order of sort, wherever it runs
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

# Designs differ in the order of joins: what all of them count, each once. A
# join is known by the tables that are scanned below it.
"$STARSLICE" compare "$scenario" --exact --scale "$scale" --format csv \
    --frame plan > "$witness/plan" 2> "$witness/compare.log" || {
    cat "$witness/compare.log" >&2
    exit 1
}
sort -t, -k1,2 -k6,6 -k3,3n "$witness/plan" | awk -F, '
    $1 == "design" || NF < 8 { next }
    { at = $1 "," $2 "," $3; parent[at] = $4; rows[at] = $8; query[at] = $2 }
    $3 == 0 { print $2 ",result," $8 }
    $5 ~ /Join|Nested Loop/ && $5 !~ / IN / { joins[at] }
    $5 ~ /Aggregate/ { print $2 ",groups," $8 }
    $5 ~ /Seq Scan/ { print $2 ",scan " $6 "," $8
        scan[++scans] = at; table[scans] = $6 }
    END {
        for (i = 1; i <= scans; i++) {
            split(scan[i], part, ",")
            for (at = scan[i]; parent[at] != "";) {
                at = part[1] "," part[2] "," parent[at]
                below[at] = below[at] " " table[i] } }
        for (at in joins) print query[at] ",join" below[at] "," rows[at]
    }' | sort -u > "$witness/exact"

# A query's tables joined, as SQL: with those of its conditions that name
# columns of these tables alone. A line of a query holds one condition; one that
# begins with ) ends the conditions of a subquery.
sql -c "select attname || ' ' || relname from pg_attribute, pg_class
    where attrelid = pg_class.oid and relkind = 'r' and attnum > 0
    and relnamespace = 'public'::regnamespace" > "$witness/columns"
for file in "$scenario"/queries/*.sql; do
    sed 's/;[[:space:]]*$//' "$file" | awk -v query="$(basename "$file" .sql)" '
        /^(group|order|limit) / { exit }
        /^\)/ { open = 0 }
        /^(where|and) / { open = ++n; sub(/^(where|and) /, "") }
        open { text[n] = text[n] " " $0 }
        END { for (i = 1; i <= n; i++) print query ";" text[i] }'
done > "$witness/conditions"
awk -F, '$2 ~ /^join/ { print $1 "," $2 }' "$witness/exact" | sort -u |
    awk '
    FILENAME ~ /columns$/ { owner[$1] = $2; next }
    FILENAME ~ /conditions$/ { split($0, half, ";")
        query[++n] = half[1]; text[n] = half[2]; next }
    { split($0, half, ","); split(half[2], name, " "); split("", in_set)
        from = ""
        for (i = 2; i in name; i++) { in_set[name[i]]
            from = from (i > 2 ? ", " : "") name[i] }
        where = "true"
        for (c = 1; c <= n; c++) if (query[c] == half[1]) {
            words = tolower(text[c]); gsub(/[^a-z_0-9]+/, " ", words)
            count = split(words, word, " "); outside = 0
            for (i = 1; i <= count; i++)
                if (word[i] in owner && !(owner[word[i]] in in_set)) outside = 1
            if (!outside) where = where " and (" text[c] ")" }
        print "select '"'"'" $0 ",'"'"' || count(*) from " from " where " \
            where ";"
    }' "$witness/columns" "$witness/conditions" - > "$witness/joins.sql"
sql -f "$witness/joins.sql" > "$witness/joined"

# "query,scan table,rows" of each scan. Hash joins read each table
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
select '$query,scan ' || (node->>'Relation Name') || ',' ||
  (node->>'Actual Rows') || ',' || (node->>'Actual Loops')
from jsonb_path_query(pg_temp.plan(:'query')::jsonb,
  'strict \$.**?(@."Node Type" == "Seq Scan")') node;
SQL
    awk -F, -v file="$file" '
        $4 != 1 { print file ": " $2 " is read " $4 " times" > "/dev/stderr"
            exit 1 }
        { print $1 "," $2 "," $3 }' "$witness/scans"
    {
        echo "select '$query,result,' || count(*) from ("
        sed 's/;[[:space:]]*$//' "$file"
        echo ") as q;"
        if grep -q "^$query,groups," "$witness/exact"; then
            echo "select '$query,groups,' || count(*) from ("
            sed -e 's/;[[:space:]]*$//' -e '/^order by/,$d' "$file"
            echo ") as q;"
        fi
    } > "$witness/answer.sql"
    sql -f "$witness/answer.sql"
done | sort - "$witness/joined" > "$witness/counted"

echo "query,rows_of,exact_rows,postgresql_rows,equal"
awk -F, '
    NR == FNR { exact[$1 "," $2] = exact[$1 "," $2] "/" $3; next }
    { key = $1 "," $2; have = substr(exact[key], 2); delete exact[key]
        print key "," (have == "" ? "none" : have) "," $3 "," \
            (have == $3 ? "yes" : "no") }
    END { for (key in exact)
        print key "," substr(exact[key], 2) ",none,no" }' \
    "$witness/exact" "$witness/counted" | sort | tee "$witness/cases"
[ -s "$witness/cases" ] && ! grep -q ',no$' "$witness/cases"
