-- A shop's star, grown large.

create table dim_customer (
  customer_id      bigint        not null,
  segment          varchar(12)   not null,
  country          char(2)       not null,
  city             varchar(24)   not null,
  primary key (customer_id)
)
diststyle all;

create table dim_product (
  product_id       integer       not null,
  category         varchar(24)   not null,
  brand            varchar(24)   not null,
  primary key (product_id)
)
diststyle all;

create table dim_date (
  date_key         date          not null,
  year             smallint      not null,
  month            smallint      not null,
  primary key (date_key)
)
diststyle all;

create table fact_order_line (
  order_id         bigint        not null,
  customer_id      bigint        not null,
  product_id       integer       not null,
  order_date       date          not null,
  channel          varchar(12)   not null,
  quantity         smallint      not null,
  price            decimal(10,2) not null,
  discount         decimal(4,2)  not null,
  foreign key (customer_id) references dim_customer (customer_id),
  foreign key (product_id) references dim_product (product_id),
  foreign key (order_date) references dim_date (date_key)
)
diststyle even
sortkey (order_date);
