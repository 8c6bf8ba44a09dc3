create table logs (
  log_id  bigint      not null,
  host    integer     not null,
  bytes   bigint      not null
)
sortkey (host);
