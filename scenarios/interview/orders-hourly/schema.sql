-- An online shop's orders, refreshed every hour.

create table dim_customer (
  customer_id      bigint        not null,
  country          char(2)       not null,
  primary key (customer_id)
)
distkey (customer_id)
sortkey (customer_id);

create table fact_orders (
  order_id         bigint        not null,
  customer_id      bigint        not null,
  order_ts         timestamp     not null,
  ship_ts          timestamp,
  status           varchar(12)   not null,
  quantity         smallint      not null,
  amount           decimal(12,2) not null,
  primary key (order_id),
  foreign key (customer_id) references dim_customer (customer_id)
)
distkey (customer_id)
sortkey (order_ts);
