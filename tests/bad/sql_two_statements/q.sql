select count(*) from sale;
select 2;
