-- The hundred best customers of a quarter.
select c.customer_id, c.segment, c.country,
  sum(f.quantity * f.unit_price) as spent
from fact_orders f
join dim_customer c on c.customer_id = f.customer_id
where f.order_date >= date '2025-07-01'
and f.order_date < date '2025-10-01'
group by c.customer_id, c.segment, c.country
order by spent desc
limit 100;
