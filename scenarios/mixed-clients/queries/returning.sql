-- Toys sold to customers who also bought sports goods that year.
select count(distinct f.customer_id) as customers
from fact_orders f
join dim_sku s on s.sku_id = f.sku_id
where s.category = 'toys'
and f.order_date >= date '2025-01-01'
and f.customer_id in (
  select g.customer_id
  from fact_orders g
  join dim_sku t on t.sku_id = g.sku_id
  where t.category = 'sports'
  and g.order_date >= date '2025-01-01'
);
