-- The customers who spent most in a year: one group for each.
select customer_id, count(*) as visits, sum(quantity * price) as spent
from sales
where sold_on >= date '2025-01-01'
group by customer_id
order by spent desc
limit 1000;
