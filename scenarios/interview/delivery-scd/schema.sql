-- Events of parcels, and addresses whose every change is a row of its own.

create table dim_address (
  address_key      bigint        not null,
  address_id       bigint        not null,
  valid_from       date          not null,
  valid_to         date          not null,
  zone             varchar(12)   not null,
  station          varchar(8)    not null,
  street           varchar(60)   not null,
  primary key (address_key)
)
diststyle even;

create table fact_delivery_event (
  event_id         bigint        not null,
  delivery_id      bigint        not null,
  address_key      bigint        not null,
  event_date       date          not null,
  event_type       varchar(12)   not null,
  minutes_late     smallint      not null,
  attempt          smallint      not null,
  primary key (event_id),
  foreign key (address_key) references dim_address (address_key)
)
diststyle even;

create table fact_promise (
  delivery_id      bigint        not null,
  promised         date          not null,
  service          varchar(10)   not null,
  primary key (delivery_id)
)
diststyle even;
