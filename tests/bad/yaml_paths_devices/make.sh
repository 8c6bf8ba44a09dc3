mkfifo "$1/fifo.sql"
head -c 5000000 /dev/zero | tr '\0' '-' > "$1/large.sql"
