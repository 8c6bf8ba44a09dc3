create table item (
    name varchar(30),
    item integer not null primary key
) diststyle all;
create table shop (id integer);
create table item (item integer, name varchar(20));
create table sale (id bigint, customer integer, item integer, day date,
    price numeric(12,2), colour integer);
