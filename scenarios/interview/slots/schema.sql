-- Order lines of a shop, and its customers.

create table customers (
  customer_id  bigint       not null,
  country      char(2)      not null,
  primary key (customer_id)
)
diststyle even;

create table order_lines (
  order_id     bigint        not null,
  customer_id  bigint        not null references customers (customer_id),
  sku_id       integer       not null,
  order_date   date          not null,
  quantity     smallint      not null,
  unit_price   decimal(10,2) not null
)
diststyle even
sortkey (order_date);
