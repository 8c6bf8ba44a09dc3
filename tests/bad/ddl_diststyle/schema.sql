create table sale (id bigint) diststyle key;
create table item (item integer) diststyle everywhere;
create table shop (id integer distkey) diststyle all;
