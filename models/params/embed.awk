# Turns a text file into a C array of characters that ends in NUL.
# Usage: awk -f models/params/embed.awk -v name=params_engine FILE
# Characters, not one string: C11 promises only 4,095 bytes of a literal.
BEGIN {
    printf "extern const char %s[];\nconst char %s[] = {\n", name, name
}

/[^ -~]/ {
    printf "%s:%d: only printable ASCII may be embedded\n", FILENAME, FNR \
        > "/dev/stderr"
    failed = 1
    exit
}

{
    line = ""
    for (i = 1; i <= length($0); i++) {
        c = substr($0, i, 1)
        if (c == "\\" || c == "'")
            c = "\\" c
        line = line "'" c "',"
    }
    print line "'\\n',"
}

END {
    print "'\\0'};"
    exit failed
}
