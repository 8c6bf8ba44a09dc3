-- Sales of a chain of stores.

create table stores (
  store_id  smallint     not null,
  city      varchar(40)  not null,
  region    varchar(20)  not null,
  primary key (store_id)
)
diststyle all;

create table sales (
  sale_id      bigint        not null,
  customer_id  integer       not null,
  store_id     smallint      not null references stores (store_id),
  item_id      integer       not null,
  sold_on      date          not null,
  quantity     smallint      not null,
  price        decimal(8,2)  not null
)
diststyle even
sortkey (sold_on);
