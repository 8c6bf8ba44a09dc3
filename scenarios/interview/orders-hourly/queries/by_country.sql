select sum(o.amount)
from fact_orders o
join dim_customer c on c.customer_id = o.customer_id
where c.country = 'DE' and o.order_ts >= '2025-12-24';
