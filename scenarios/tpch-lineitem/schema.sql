-- lineitem as in amazon-redshift-utils, src/Investigations, "Early
-- Materialization": every encoding named, the sort column delta encoded.
create table lineitem (
  l_orderkey      bigint         not null encode mostly32 distkey,
  l_partkey       bigint         not null encode mostly32,
  l_suppkey       integer        not null encode raw,
  l_linenumber    integer        not null encode delta,
  l_quantity      numeric(12,2)  not null encode bytedict,
  l_extendedprice numeric(12,2)  not null encode mostly32,
  l_discount      numeric(12,2)  not null encode delta,
  l_tax           numeric(12,2)  not null encode delta,
  l_returnflag    char(1)        not null encode lzo,
  l_linestatus    char(1)        not null encode lzo,
  l_shipdate      date           not null encode delta sortkey,
  l_commitdate    date           not null encode delta,
  l_receiptdate   date           not null encode delta,
  l_shipinstruct  char(25)       not null encode bytedict,
  l_shipmode      char(10)       not null encode bytedict,
  l_comment       varchar(44)    not null encode text255
);
