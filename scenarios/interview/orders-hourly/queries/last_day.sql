select count(*), sum(amount)
from fact_orders
where order_ts >= '2025-12-30';
