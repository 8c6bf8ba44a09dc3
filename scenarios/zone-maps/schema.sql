-- A year of visits to twelve shops, small enough to see every block.
create table visits (
  visit_day  integer  not null,
  shop       integer  not null
);
