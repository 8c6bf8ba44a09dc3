-- The columns of SALES in AWS's sample database TICKIT, sorted by customer. AWS
-- prints what six VACUUMs of CUSTSALES took, and not its columns.

create table custsales (
  salesid     integer       not null,
  listid      integer       not null,
  sellerid    integer       not null,
  custid      integer       not null,
  eventid     integer       not null,
  dateid      smallint      not null,
  qtysold     smallint      not null,
  pricepaid   decimal(8,2),
  commission  decimal(8,2),
  saletime    timestamp
)
diststyle even
sortkey (custid);
