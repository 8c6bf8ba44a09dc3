-- An online shop's star: one row per order line, three dimensions.

create table dim_customer (
  customer_id      bigint        not null,
  country          char(2)       not null,
  segment          varchar(12)   not null,
  primary key (customer_id)
)
diststyle all
sortkey (customer_id);

create table dim_sku (
  sku_id           integer       not null,
  brand            varchar(40)   not null,
  category         varchar(40)   not null,
  primary key (sku_id)
)
diststyle all
sortkey (sku_id);

create table dim_date (
  date_key         date          not null,
  year             smallint      not null,
  quarter          smallint      not null,
  primary key (date_key)
)
diststyle all
sortkey (date_key);

create table fact_orders (
  order_id         bigint        not null,
  line_number      smallint      not null,
  customer_id      bigint        not null,
  sku_id           integer       not null,
  order_date       date          not null,
  ship_date        date          not null,
  channel          varchar(12)   not null,
  status           varchar(12)   not null,
  coupon           varchar(16),
  quantity         smallint      not null,
  unit_price       decimal(10,2) not null,
  discount         decimal(4,2)  not null,
  foreign key (customer_id) references dim_customer (customer_id),
  foreign key (sku_id) references dim_sku (sku_id),
  foreign key (order_date) references dim_date (date_key)
)
diststyle even
sortkey (order_date);
