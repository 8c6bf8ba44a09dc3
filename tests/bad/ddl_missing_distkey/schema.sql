create table sale (
    id bigint,
    customer integer
)
distkey (custmer)
sortkey (id, day);
