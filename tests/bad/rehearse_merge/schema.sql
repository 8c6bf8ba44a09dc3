create table dim (id bigint not null, name varchar(8) not null,
  primary key (id)) diststyle even;
create table fact (id bigint not null, dim_id bigint not null,
  day date not null, note varchar(20) not null) diststyle even;
create table batch (id bigint not null);
