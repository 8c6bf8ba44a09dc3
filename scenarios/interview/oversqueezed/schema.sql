-- Requests to a shop's services, one row each.

create table fact_request (
  request_day      date          not null,
  request_id       bigint        not null,
  service          varchar(20)   not null,
  status           smallint      not null,
  duration_ms      integer       not null,
  bytes_sent       bigint        not null,
  trace            varchar(64)   not null,
  url              varchar(200)  not null,
  primary key (request_id)
)
diststyle even
sortkey (request_day);
