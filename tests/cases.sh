# Counts the cases of a test script that sources this: `work` is a folder of its
# own, `check` runs one case, `tell` prints "N passed, M failed".
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# check WHAT COMMAND...: passes when the command does; its words are in
# $work/said
check() {
    local what=$1
    shift
    if "$@" > "$work/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $what"
        head -20 "$work/said"
    fi
}

tell() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
