create table dims (
  dim_id  integer     not null primary key,
  colour  varchar(5)  not null
) diststyle even;

create table facts (
  fact_id  bigint         not null primary key,
  dim_id   integer        not null references dims (dim_id),
  "at"     date           not null,
  state    varchar(4)     not null,
  amount   decimal(10,2)
) diststyle even;
