-- Readings of devices, and the devices.

create table dim_device (
  device_id        bigint        not null,
  model            varchar(24)   not null,
  site             varchar(24)   not null,
  installed        date          not null,
  owner            varchar(40)   not null,
  primary key (device_id)
)
diststyle even;

create table fact_reading (
  reading_id       bigint        not null,
  device_id        bigint        not null,
  batch_id         bigint        not null,
  reading_date     date          not null,
  value            decimal(12,3) not null,
  quality          smallint      not null,
  primary key (reading_id),
  foreign key (device_id) references dim_device (device_id)
)
diststyle even;

create table fact_alarm (
  alarm_id         bigint        not null,
  batch_id         bigint        not null,
  raised           date          not null,
  severity         smallint      not null,
  primary key (alarm_id)
)
diststyle even;
