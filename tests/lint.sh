#!/usr/bin/env bash
# The habits that a machine can check. One case per habit; the last line is
# "N passed, M failed". Usage: tests/lint.sh, from the project's root
set -u
CC=${CC:-gcc}
passed=0 failed=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT

code=$(find sim models -name '*.[ch]' | sort)
headers=$(find sim models tests -name '*.h' | sort)
all=$(find sim models tests -name '*.[ch]' | sort)

# habit NAME COMMAND...: passes when the command says nothing and succeeds
habit() {
    local name=$1
    shift
    if "$@" > "$out" 2>&1 && [ ! -s "$out" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "lint: $name"
        head -40 "$out"
    fi
}

layers() { awk -f tests/layers.awk $code; }

format() { clang-format --dry-run -Werror $all; }

# A header must say all that it needs.
headers_alone() {
    local h
    for h in $headers; do
        printf '#include "%s"\n' "$h" |
            "$CC" -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Isim -I. \
                -fsyntax-only -x c - || echo "$h: does not compile alone"
    done
}

# Words in code, not in comments or strings: strip those first.
stripped() {
    awk 'FNR == 1 { inside = 0 }
    {
        line = $0
        gsub(/\\./, "", line)
        gsub(/"[^"]*"/, "\"\"", line)
        kept = ""
        while (line != "") {
            if (inside) {
                end = index(line, "*/")
                line = end ? substr(line, end + 2) : ""
                inside = end == 0
            } else {
                begin = index(line, "/*")
                kept = kept (begin ? substr(line, 1, begin - 1) : line)
                line = begin ? substr(line, begin + 2) : ""
                inside = begin > 0
            }
        }
        printf "%s:%d:%s\n", FILENAME, FNR, kept
    }' "$@"
}

# Memory comes from the arena, randomness from rng, and no shell is run.
words() {
    local others
    others=$(printf '%s\n' $code | grep -v '^sim/base/arena\.c$')
    stripped $others |
        grep -E '[^a-z_](malloc|calloc|realloc|free|strdup) *\('
    stripped $code |
        grep -E '[^a-z_](time|rand|srand|strtok|gets|system|popen) *\('
    return 0
}

# Only these rooms speak; all others return frames, faults or text.
silence() {
    local others
    others=$(printf '%s\n' $code |
        grep -Ev '^sim/(cli|report)/|^sim/base/(arena|check|progress)\.c$')
    stripped $others |
        grep -E '[^a-z_](f?printf|vf?printf|f?puts|f?putc|putchar|fwrite) *\('
    return 0
}

# What is not finished is an issue, not a comment.
markers() {
    grep -nwE 'TODO|FIXME|XXX' $all
    return 0
}

scripts() {
    local s
    for s in .ci/run $(find tests -name '*.sh' | sort); do
        bash -n "$s"
    done
}

# The README shows what the program prints.
readme() {
    local shown
    shown=$(awk '/^```/ { inside = !inside; next }
        inside && /^\$ starslice compare / { on = 1; getline; next }
        !inside { on = 0 }
        on' README.md)
    [ -n "$shown" ] || echo "README.md: no output of compare"
    case $(cat tests/golden/compare-tutorial/out) in
    "$shown"*) ;;
    *) echo "README.md: the output differs from" \
        "tests/golden/compare-tutorial/out" ;;
    esac
}

habit "layers" layers
habit "clang-format" format
habit "headers compile alone" headers_alone
habit "banned words" words
habit "no output but in report and cli" silence
habit "markers" markers
habit "shell scripts parse" scripts
habit "README shows the golden output" readme

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
