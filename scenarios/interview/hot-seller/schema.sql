-- A marketplace: who sells what, and each sale.

create table dim_seller (
  seller_id        integer       not null,
  seller_name      varchar(40)   not null,
  country          char(2)       not null,
  tier             varchar(10)   not null,
  primary key (seller_id)
)
diststyle all;

create table dim_listing (
  listing_id       bigint        not null,
  category         varchar(24)   not null,
  brand            varchar(24)   not null,
  title            varchar(120)  not null,
  primary key (listing_id)
)
diststyle even;

create table fact_sales (
  sale_id          bigint        not null,
  listing_id       bigint        not null,
  seller_id        integer       not null,
  sale_date        date          not null,
  quantity         smallint      not null,
  price            decimal(10,2) not null,
  fee              decimal(8,2)  not null,
  primary key (sale_id),
  foreign key (listing_id) references dim_listing (listing_id),
  foreign key (seller_id) references dim_seller (seller_id)
)
diststyle key distkey (seller_id);

create table fact_payouts (
  payout_id        bigint        not null,
  seller_id        integer       not null,
  payout_date      date          not null,
  amount           decimal(12,2) not null,
  primary key (payout_id),
  foreign key (seller_id) references dim_seller (seller_id)
)
diststyle key distkey (seller_id);
