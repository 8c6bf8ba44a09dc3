-- Clicks of a shop on its busiest day, and a summary that is kept beside them.

create table dim_sku (
  sku_id          integer      not null,
  category        varchar(20)  not null,
  brand           varchar(20)  not null,
  primary key (sku_id)
)
diststyle even;

create table dim_marketplace (
  marketplace_id  smallint     not null,
  marketplace     varchar(12)  not null,
  primary key (marketplace_id)
)
diststyle all;

create table fact_clickstream (
  event_day       date          not null,
  session_id      bigint        not null,
  sku_id          integer       not null references dim_sku (sku_id),
  marketplace_id  smallint      not null
                  references dim_marketplace (marketplace_id),
  event_type      varchar(12)   not null,
  url             varchar(400) ,
  referrer        varchar(400) ,
  user_agent      varchar(200) ,
  page_ms         integer      ,
  revenue         decimal(10,2)
)
diststyle even
sortkey (session_id);

create table agg_day_marketplace (
  event_day       date          not null,
  marketplace_id  smallint      not null,
  category        varchar(20)   not null,
  clicks          bigint        not null,
  revenue         decimal(18,2) not null
)
diststyle even
sortkey (event_day);
