-- Visits of a web shop, and a new table of what came of them.

create table visits (
  visit_id    bigint       not null,
  session_id  bigint       not null,
  visit_day   date         not null,
  pages       smallint     not null,
  primary key (visit_id)
)
distkey (visit_id)
sortkey (visit_day);

create table checkouts (
  checkout_id bigint       not null,
  session_id  bigint       not null,
  amount      decimal(9,2) not null,
  primary key (checkout_id)
)
distkey (checkout_id);
