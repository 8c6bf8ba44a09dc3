create table sale (
    id bigint not null primary key,
    customer integer,
    item integer,
    day date,
    price numeric(12,2),
    mode char(5)
);
create table item (
    item integer not null primary key,
    name varchar(20)
);
