#!/usr/bin/env bash
# Installs into an empty folder and uses what is there: the program, its
# scenarios, the manual pages, the completions. The last line is
# "N passed, M failed".
set -u
build=${BUILD:-build}
program=${STARSLICE:-./starslice}
. tests/cases.sh
root=$work/root/usr/local

installed=$root/bin/starslice
share=$root/share
completion=$share/bash-completion/completions/starslice

check "make install" make --no-print-directory -s BUILD="$build" \
    DESTDIR="$work/root" PREFIX=/usr/local install
check "the program" test -x "$installed"

# Elsewhere, with nothing of the source tree.
elsewhere() { (cd "$work" && env -u STARSLICE_DATA "$@"); }
check "a scenario from the installed ones" elsewhere env \
    STARSLICE_DATA="$share/starslice" "$installed" plot tutorial --data
not_there() {
    elsewhere env STARSLICE_DATA="$work/nowhere" "$installed" plot tutorial \
        --data
    [ $? = 3 ]
}
check "a place without scenarios is the user's mistake" not_there
named() { grep -q "nowhere/scenarios" "$work/words"; }
elsewhere env STARSLICE_DATA="$work/nowhere" "$installed" plot tutorial --data \
    2> "$work/words"
check "which names the place" named
if [ ! -e /usr/local/share/starslice ]; then
    elsewhere "$installed" plot tutorial --data 2> "$work/words"
    check "and the place of the installation" \
        grep -q "/usr/local/share/starslice/scenarios" "$work/words"
fi

# --- manual pages

clean() { # troff has nothing to say
    groff -man -ww -Tutf8 "$1" > /dev/null 2> "$work/words" &&
        ! grep . "$work/words"
}
for page in man1/starslice.1 man5/starslice-scenario.5; do
    check "$page is there" test -s "$share/man/$page"
    ! command -v groff > /dev/null ||
        check "$page is clean" clean "$share/man/$page"
done
commands=$("$program" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p' |
    grep -v '^help$')
plain=$(sed -e 's/\\f[BIRP]//g' -e 's/\\-/-/g' -e 's/\\e/\\/g' \
    "$share/man/man1/starslice.1")
for command in $commands; do
    check "starslice(1) has $command" grep -qx ".SS $command" <<< "$plain"
    for option in $("$program" "$command" --help |
        sed -n 's/^  \(--[a-z-]*\).*/\1/p' | grep -v -e --help); do
        check "starslice(1) has $command $option" \
            grep -q -e "^$option\( \|$\)" <<< "$plain"
    done
done
"$program" schema --format csv > "$work/schema"
plain=$(sed -e 's/\\f[BIRP]//g' -e 's/\\-/-/g' \
    "$share/man/man5/starslice-scenario.5")
keys() { # all keys of the format stand there
    awk -F , '/^$/ { exit } NR > 2 { print $2 }' "$work/schema" | sort -u |
        while read -r key; do
            grep -qx -e "$key" <<< "$plain" || { echo "no $key"; exit 1; }
        done
}
check "starslice-scenario(5) has all keys" keys

# --- completions

# complete WORD...: what bash offers for the last word
complete_words() {
    bash --norc -c '. "$1"; shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _starslice
        printf "%s\n" "${COMPREPLY[@]}"' sh "$completion" "$@"
}
offers() { # EXPECTED WORD...
    local expected=$1
    shift
    [ "$(complete_words "$@" | sort | tr '\n' ' ')" = "$expected" ]
}
check "bash: no error" bash -n "$completion"
check "bash: commands" offers "check compare " starslice c
check "bash: options" offers "--style " starslice plot --st
check "bash: words of an option" offers "print slides " starslice plot \
    --style ''
check "bash: pictures" offers "hash-table heat-map hockey-stick hot-key " starslice plot h
check "bash: commands behind help" offers "compare " starslice help com
for command in $commands; do
    options() {
        [ "$("$program" "$command" --help |
            sed -n 's/^  \(--[a-z-]*\).*/\1/p' | sort)" = \
            "$(complete_words starslice "$command" -- | sort)" ]
    }
    check "bash: all options of $command" options
done
! command -v zsh > /dev/null ||
    check "zsh: no error" zsh -n "$share/zsh/site-functions/_starslice"

check "make uninstall" make --no-print-directory -s BUILD="$build" \
    DESTDIR="$work/root" PREFIX=/usr/local uninstall
nothing() { [ -z "$(find "$work/root" -type f)" ]; }
check "leaves nothing" nothing

tell
