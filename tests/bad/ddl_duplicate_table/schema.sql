create table sale (id bigint);
create table shop.sale (id bigint);
