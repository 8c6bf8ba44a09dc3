select c.country, sum(o.amount)
from fact_orders o
join dim_customer c on c.customer_id = o.customer_id
where o.order_ts >= '2025-12-01'
group by c.country;
