create table sales (
  sale_id   bigint        not null primary key,
  store_id  integer       not null references stores (store_id),
  sold_on   date          not null,
  amount    decimal(10,2) not null
) diststyle even;

create table stores (
  store_id  integer     not null primary key,
  region    varchar(20) not null,
  manager   varchar(60) not null
) diststyle even;
