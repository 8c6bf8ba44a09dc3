-- A month of events of a shop, and its articles.

create table dim_sku (
  sku_id        integer      not null,
  category      varchar(20)  not null,
  primary key (sku_id)
)
diststyle all;

create table fact_events (
  event_day     date          not null,
  session_id    bigint        not null,
  customer_id   integer       not null,
  sku_id        integer       not null references dim_sku (sku_id),
  channel       varchar(12)   not null,
  amount        decimal(10,2)
)
diststyle even
sortkey (event_day);

create table raw_events (
  event_ts      timestamp     not null,
  session_id    bigint        not null,
  url           varchar(400),
  referrer      varchar(400),
  user_agent    varchar(200),
  payload       varchar(1000)
)
diststyle even
sortkey (event_ts);
