#!/usr/bin/env bash
# Runs every command that the pages show, as a reader would at the project's
# root, and compares what it prints.
#
# A command is a line `starslice ...` or `$ starslice ...` of a code block. Its
# whole output stands in tests/docs/expected; what a page shows below `$` must
# be lines of it in this order, `...` leaves some out. `make` and its targets
# are looked up, not run; of a drill that is drawn anew each time, the options.
# `shop` is tests/docs/shop.
# Usage: tests/docs/run.sh [--accept]
set -u
here=$PWD
program=$(realpath "${STARSLICE:-./starslice}")
expected=$here/tests/docs/expected
accept=
[ "${1:-}" != --accept ] || accept=1
. tests/cases.sh
mkdir "$work/bin" "$work/place"
ln -s "$program" "$work/bin/starslice"
ln -s "$here/scenarios" "$here/docs" "$here/models" "$work/place/"
mkdir "$work/place/shop"
cp tests/docs/shop/scenario.yaml docs/example/schema.sql "$work/place/shop/"
[ -z "$accept" ] || rm -f "$expected"/*

# Each command of a page to a file of its own: the command, then what is shown.
blocks() {
    rm -f "$work"/block.*
    awk -v to="$work/block." '
        /^```/ { code = !code; open = 0; next }
        { line = $0; inside = code }
        !code && /^    / { sub(/^ +/, "", line); inside = 1 }
        !inside { if ($0 != "") open = 0; if (!open) next; line = "" }
        match(line, /^(\$ )?(starslice|make|git) /) {
            shown = line ~ /^\$ /
            sub(/^\$ /, "", line)
            sub(/ +# .*/, "", line)
            open = 1
            file = to sprintf("%03d", ++n)
            print line > file
            next
        }
        open && shown { print line > file }' "$1"
}

# Are the lines of $1 lines of $2, in this order?
shows() {
    awk 'NR == FNR { all[NR] = $0; count = NR; next }
        { lines[++n] = $0 }
        END {
            while (n > 0 && lines[n] == "") n--
            at = 1; gap = 1
            for (i = 1; i <= n; i++) {
                if (lines[i] == "..." ) { gap = 1; continue }
                if (gap && lines[i] == "") continue
                while (gap && at <= count && all[at] != lines[i]) at++
                if (at > count || all[at] != lines[i]) {
                    print "not printed: " lines[i]; exit 1
                }
                at++; gap = 0
            }
        }' "$2" "$1"
}

run() { # COMMAND: its output and status, once for all pages
    local name
    name=$(sed -e 's/^starslice //' -e 's/[^A-Za-z0-9.]\{1,\}/-/g' <<< "$1")
    answer=$work/answer.$name
    [ ! -e "$answer" ] || return 0
    (cd "$work/place" && export XDG_DATA_HOME=$work/data &&
        PATH=$work/bin:$PATH timeout 300 bash -c "$1") \
        > "$answer" 2>&1 < /dev/null
    echo "exit $?" >> "$answer"
    sed -i -E -f "$here/tests/progress.sed" "$answer"
    [ -z "$accept" ] || cp "$answer" "$expected/$name"
    check "$page: $1" diff -u "$expected/$name" "$answer"
}

# Does the help of a command have all options of this line?
known() { # COMMAND
    local help word
    help=$("$program" rehearse --help)
    for word in $1; do
        case $word in
        --*) grep -q -e "$word" <<< "$help" || return 1 ;;
        esac
    done
}

for page in README.md docs/*.md scenarios/*/README.md results/*/README.md; do
    blocks "$page"
    for block in "$work"/block.*; do
        [ -e "$block" ] || continue
        command=$(head -1 "$block")
        case $command in
        git*) continue ;;
        make*)
            check "$page: $command" grep -q "^${command#make }:" Makefile ;;
        *rehearse*--seed* | *rehearse*--list*)
            run "$command" ;;
        *rehearse*)
            check "$page: $command" known "$command" ;;
        *)
            run "$command"
            sed 1d "$block" > "$work/shown"
            check "$page shows of $command" shows "$work/shown" "$answer" ;;
        esac
    done
done
for file in "$expected"/*; do
    check "some page has the command of $file" \
        test -e "$work/answer.$(basename "$file")"
done
tell
