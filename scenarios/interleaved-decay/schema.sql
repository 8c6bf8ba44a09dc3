-- Sales that are looked up by customer, by product, or by both.

create table sales (
  sale_id     bigint       not null,
  sold_ts     timestamp    not null,
  customer_id integer      not null,
  product_id  integer      not null,
  amount      decimal(9,2) not null
)
distkey (sale_id);
