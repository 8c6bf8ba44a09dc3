#!/usr/bin/env bash
# Draws the whole gallery in every style and on every ground, and looks at what
# came out: every script runs without a word, every SVG is well-formed and says
# its title and its lesson, every PNG is as wide as its name says. The last line
# is "N passed, M failed".
set -u
program=${STARSLICE:-./starslice}
. tests/cases.sh

quiet() { # gnuplot runs the script again, and says nothing
    (cd "$(dirname "$1")" && gnuplot -d "$(basename "$1")") \
        > "$work/words" 2>&1 && ! grep . "$work/words"
}

says() { # SVG TEXT: well-formed, and its words in order hold the text
    xmllint --noout "$1" &&
        xmllint --xpath '//*[local-name() = "text"]' "$1" |
        sed -e 's/<[^>]*>/ /g' -e 's/&apos;\|&#39;/'"'"'/g' -e 's/&quot;/"/g' \
            -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&amp;/\&/g' |
        tr -s ' \n' '  ' | grep -qF -- "$2"
}

wide() { # PNG PIXELS: the width in its header
    [ "$(od -An -t u1 -j 16 -N 4 "$1" |
        awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }')" = "$2" ]
}

words() { # NAME FIELD: 2 the title, 3 the lesson; a picture is a line of JSON
    awk -F '", "' -v name="$1" -v field="$2" '$1 == "[\"" name {
        sub(/", null.*/, "", $field); print $field }' "$work/list"
}

"$program" plot --list --format json > "$work/list"
for look in "slides light" "slides dark" "print light" "print dark"; do
    set -- $look
    out=$work/$1-$2
    check "$look: draws all" "$program" plot --all --style "$1" --theme "$2" \
        --pdf --out "$out"
    cp "$work/said" "$work/notes"
    check "$look: no note" sh -c '! grep note: "$1"' sh "$work/notes"
    "$program" plot --list --format csv | sed 1d |
        awk -F , '{ print $1 }' > "$work/names"
    while read -r name; do
        check "$look: $name.gp" quiet "$out/$name.gp"
        for pixels in 600 1600; do
            check "$look: $name-$pixels.png" wide "$out/$name-$pixels.png" \
                $pixels
        done
        check "$look: $name.pdf" grep -qa '^%PDF' "$out/$name.pdf"
        check "$look: $name.csv" sh -c '[ "$(wc -l < "$1")" -gt 2 ]' sh \
            "$out/$name.csv"
        check "$look: $name.svg has its title" says "$out/$name.svg" \
            "$(words "$name" 2)"
        check "$look: $name.svg has its lesson" says "$out/$name.svg" \
            "$(words "$name" 3)"
    done < "$work/names"
done
tell
