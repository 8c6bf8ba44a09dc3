-- The best customers of a quarter.
select customer_id, sum(amount) as spent
from fact_orders
where order_date >= '2025-10-01'
group by customer_id
order by spent desc
limit 1000;
