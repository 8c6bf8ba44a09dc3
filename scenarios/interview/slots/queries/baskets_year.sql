-- The largest baskets of a year: one group for each order.
select order_id, count(*) as lines, sum(quantity * unit_price) as total
from order_lines
where order_date >= date '2025-01-01'
group by order_id
order by total desc
limit 1000;
