create table customer (
  c_id integer primary key,
  c_city varchar(10),
  c_since date
);
create table item (
  i_id integer primary key,
  i_kind varchar(8),
  i_price integer
);
create table sale (
  s_id integer,
  s_customer integer,
  s_item integer,
  s_day date,
  s_count integer,
  s_mode varchar(8)
);
