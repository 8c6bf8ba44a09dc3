-- The hundred best customers of the year.
select f.customer_id, sum(f.quantity * f.price) as spent
from fact_order_line f
where f.order_date >= '2025-01-01'
group by f.customer_id
order by spent desc
limit 100;
