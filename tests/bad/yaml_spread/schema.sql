create table supplier (s int not null primary key);
create table partsupp (
  p int not null,
  drawn int not null,
  a int not null,
  b int not null,
  c int not null
);
