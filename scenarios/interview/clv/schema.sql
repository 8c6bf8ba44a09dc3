-- Customer lifetime value: orders, what came back, and who bought.

create table dim_customer (
  customer_id      bigint        not null,
  segment          varchar(12)   not null,
  country          char(2)       not null,
  primary key (customer_id)
)
diststyle even;

create table fact_returns (
  return_id        bigint        not null,
  order_id         bigint        not null,
  return_date      date          not null,
  refund           decimal(10,2) not null,
  primary key (return_id)
)
diststyle even;

create table fact_orders (
  order_id         bigint        not null,
  customer_id      bigint        not null,
  order_date       date          not null,
  ship_date        date          not null,
  channel          varchar(12)   not null,
  quantity         smallint      not null,
  amount           decimal(10,2) not null,
  cost             decimal(10,2) not null,
  primary key (order_id),
  foreign key (customer_id) references dim_customer (customer_id)
)
diststyle even;

-- The same rows once more, if you want to pay for a second copy.
create table orders_by_ship (
  order_id         bigint        not null,
  customer_id      bigint        not null,
  order_date       date          not null,
  ship_date        date          not null,
  channel          varchar(12)   not null,
  quantity         smallint      not null,
  amount           decimal(10,2) not null,
  cost             decimal(10,2) not null,
  primary key (order_id)
)
distkey (customer_id)
sortkey (ship_date);
