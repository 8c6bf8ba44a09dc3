-- A web shop's visits and what was bought in them.

create table dim_marketplace (
  marketplace_id   smallint      not null,
  marketplace_name varchar(24)   not null,
  region           char(2)       not null,
  primary key (marketplace_id)
)
diststyle all;

create table dim_customer (
  customer_id      bigint        not null,
  segment          varchar(12)   not null,
  country          char(2)       not null,
  signup_date      date          not null,
  primary key (customer_id)
)
diststyle even;

create table fact_sessions (
  session_id       bigint        not null,
  customer_id      bigint        not null,
  marketplace_id   smallint      not null,
  session_date     date          not null,
  device           varchar(8)    not null,
  referrer         varchar(16)   not null,
  page_views       smallint      not null,
  seconds_on_site  integer       not null,
  primary key (session_id),
  foreign key (customer_id) references dim_customer (customer_id),
  foreign key (marketplace_id) references dim_marketplace (marketplace_id)
)
diststyle even;

create table fact_orders (
  order_id         bigint        not null,
  session_id       bigint        not null,
  customer_id      bigint        not null,
  marketplace_id   smallint      not null,
  order_date       date          not null,
  status           varchar(12)   not null,
  amount           decimal(10,2) not null,
  primary key (order_id),
  foreign key (session_id) references fact_sessions (session_id),
  foreign key (customer_id) references dim_customer (customer_id)
)
diststyle even;
