craete table sale (id bigint);
create table copy as select 1;
create table sale (id bigint);
alter table sale drop column id;
alter table sael alter diststyle all;
alter table sale alter sortkey (day);
