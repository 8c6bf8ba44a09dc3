-- The best customers of a quarter: one group for each customer.
select f.customer_id, c.country, sum(f.quantity * f.unit_price) as spent
from order_lines f
join customers c on c.customer_id = f.customer_id
where f.order_date >= date '2025-10-01'
group by f.customer_id, c.country
order by spent desc
limit 100;
