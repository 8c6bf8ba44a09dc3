-- Nothing is asked of it here: the scenario's work is seconds, not queries.

create table clock (
  tick  integer not null
);
