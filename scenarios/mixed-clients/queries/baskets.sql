-- How large are the baskets? Two steps, the first one per order.
with basket as (
  select order_id, count(*) as lines, sum(quantity * unit_price) as total
  from fact_orders
  where order_date >= date '2025-10-01'
  group by order_id
)
select lines, count(*) as orders, avg(total) as mean_total
from basket
group by lines
order by lines;
