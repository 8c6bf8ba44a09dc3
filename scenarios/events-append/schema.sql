-- The same events three times: loaded in order, loaded out of order, and the
-- oldest month alone in a table of its own, as behind a UNION ALL view.

create table events_in_order (
  event_ts   timestamp    not null,
  user_id    bigint       not null,
  kind       smallint     not null,
  value      integer      not null
)
distkey (user_id)
sortkey (event_ts);

create table events_out_of_order (
  event_ts   timestamp    not null,
  user_id    bigint       not null,
  kind       smallint     not null,
  value      integer      not null
)
distkey (user_id)
sortkey (event_ts);

create table events_oldest_month (
  event_ts   timestamp    not null,
  user_id    bigint       not null,
  kind       smallint     not null,
  value      integer      not null
)
distkey (user_id)
sortkey (event_ts);
