create table sale (s_id integer primary key, s_item integer, s_day date);
create view short (a, b, c) as select s_id, s_item from sale;
create materialized view daily auto refresh yes as
select s_day, count(*) as sales from sale group by 1;
create or replace view broken as
  select s_id,
         s_itm
  from sale
  with no schema binding;
create view endless as select s_id from endless;
