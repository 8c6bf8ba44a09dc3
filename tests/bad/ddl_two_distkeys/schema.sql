create table sale (
    id bigint distkey,
    customer integer distkey
);
create table item (
    item integer distkey
) distkey (item);
