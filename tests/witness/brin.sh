#!/usr/bin/env bash
# Heap blocks that PostgreSQL reads by a BRIN index, and those that the exact
# side counts for blocks of as many rows. Prints CSV; fails when a case is off
# by more than a range at each edge.
#
# A page has 8192 bytes: 24 of header, and for each row a line pointer of 4
# and a tuple: 23 bytes of header, to 24 by MAXALIGN, a bigint of 8 and a date
# of 4, to 40 again. (8192 - 24) / (4 + 40) = 185 rows, 128 pages of them are
# 23,680 (PostgreSQL 15 manual, "Database Page Layout"). The last range has
# fewer pages: the rows in the blocks that are kept, 185 to a page, rounded up.
# Usage: STARSLICE=./starslice tests/witness/brin.sh
set -eu
here=$(dirname "$0")
. "$here/server.sh"
scenario=$here/brin rows_per_page=185 range=128
grep -q "rows_per_block: $((rows_per_page * range))" \
    "$scenario/scenario.yaml" || {
    echo "$scenario: rows_per_block is not $range pages" >&2
    exit 1
}
witness_start

sql -f "$scenario/schema.sql"
for table in sorted late partly shuffled; do
    "$STARSLICE" data "$scenario" --table $table --slice 0 |
        sql -c "copy $table from stdin (format csv, header)"
    sql -c "create index on $table using brin (day)
        with (pages_per_range = $range)" -c "analyze $table"
    sql -F ' ' -c "select pg_relation_size('$table') / 8192, count(*)
        from $table" | while read -r pages rows; do
        want=$(((rows + rows_per_page - 1) / rows_per_page))
        [ "$pages" = $want ] || {
            echo "$table has $pages pages, not $want: rows are not as wide" \
                "as thought" >&2
            exit 1
        }
    done
done

# What agree finds out of tolerance is the estimate's affair, not ours.
"$STARSLICE" agree "$scenario" --scale 1 --format csv --frame agreement \
    > "$witness/agreement" 2> "$witness/agree.log" || [ $? = 1 ] || {
    cat "$witness/agree.log" >&2
    exit 1
}
awk -F, '$5 == "rows scanned" { print $2, $6, $7 }' "$witness/agreement" \
    > "$witness/predicted"

# QUERY: "lossy exact rows" of the bitmap scan. Pages of the index itself are
# not among them.
reported() {
    sql -F ' ' << SQL
set enable_seqscan = off;
create temp table p (plan json);
do \$\$ declare j json; begin
  execute 'explain (analyze, buffers, timing off, format json) $1' into j;
  insert into p values (j);
end \$\$;
select node->>'Lossy Heap Blocks', node->>'Exact Heap Blocks',
  node->>'Actual Rows'
from p, jsonb_path_query(plan::jsonb,
  'strict \$.**?(@."Node Type" == "Bitmap Heap Scan")') node;
SQL
}

echo "table,days,rows,predicted_blocks,reported_blocks,estimated_blocks,ok"
sed -n "s/^  \([a-z]*\)-\([0-9]*\):$/\1 \2/p
    s/^    text: //p" "$scenario/scenario.yaml" | paste -d ' ' - - |
    while read -r table days query; do
        set -- $(reported "${query//\'/\'\'}")
        awk -v table=$table -v days=$days -v lossy=$1 -v exact=$2 -v rows=$3 \
            -v each=$rows_per_page -v range=$range '
            function pages(n) { return int((n + each - 1) / each) }
            $1 == table "-" days {
                off = pages($3) - (lossy + exact)
                ok = off <= 2 * range && off >= -2 * range
                printf "%s,%d,%d,%d,%d,%d,%s\n", table, days, rows, pages($3),
                    lossy + exact, pages($2), ok ? "yes" : "no"
                found = 1
                exit
            }
            END { if (!found) print table "," days ",,,,,no" }' \
            "$witness/predicted"
    done | tee "$witness/cases"
[ "$(grep -c ',yes$' "$witness/cases")" = 40 ] || exit 1
