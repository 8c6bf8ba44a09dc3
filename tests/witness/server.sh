# A PostgreSQL of our own, to be sourced: in a temporary folder, over a Unix
# socket alone, gone when the script ends in whatever way.
#
#   witness_start           sets $witness (the folder); needs `set -eu`
#   sql [ARGUMENT]...       psql in it: plain rows, fields apart by '|'
#
# PostgreSQL refuses root, so root becomes the package's user postgres.

bin=/usr/lib/postgresql/15/bin
witness=

as_owner() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && exec setpriv --reuid=postgres --regid=postgres \
            --clear-groups -- "$@")
    else
        "$@"
    fi
}

witness_stop() {
    trap '' INT TERM HUP # a second signal must not cut this short
    [ -n "$witness" ] || return 0
    if [ -e "$witness/data/postmaster.pid" ]; then
        as_owner "$bin/pg_ctl" -D "$witness/data" -m immediate -w -t 30 stop \
            > /dev/null 2>&1 || true
    fi
    rm -rf "$witness"
    witness=
}

witness_start() {
    witness=$(mktemp -d /tmp/witness.XXXXXX) # a socket's path is short
    trap witness_stop EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    [ "$(id -u)" != 0 ] || chown postgres: "$witness"
    as_owner "$bin/initdb" -D "$witness/data" -U postgres -A trust \
        -E UTF8 --locale=C --no-sync > "$witness/initdb.log"
    # Nothing here must outlive a crash; every plan must be a plain one.
    cat >> "$witness/data/postgresql.conf" << 'CONF'
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
jit = off
max_parallel_workers_per_gather = 0
shared_buffers = 256MB
work_mem = 256MB
max_wal_size = 4GB
CONF
    # Ctrl-C ends the script, which then stops the server: a session of its
    # own, so that the key does not reach both.
    as_owner setsid "$bin/pg_ctl" -D "$witness/data" -w -t 60 \
        -l "$witness/data/log" -o "-k $witness" start > /dev/null || {
        cat "$witness/data/log" >&2
        return 1
    }
}

sql() {
    PGOPTIONS='--client-min-messages=warning' "$bin/psql" -X -q -A -t \
        -v ON_ERROR_STOP=1 -h "$witness" -U postgres -d postgres "$@"
}
