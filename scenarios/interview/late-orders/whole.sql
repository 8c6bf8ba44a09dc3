-- A batch, when the source knows all of an order.

create table stage_orders (
  order_id         bigint        not null,
  customer_id      bigint        not null,
  order_date       date          not null,
  status           varchar(12)   not null,
  amount           decimal(10,2) not null,
  margin           decimal(10,2) not null,
  channel          varchar(12)   not null,
  primary key (order_id)
)
diststyle even;
