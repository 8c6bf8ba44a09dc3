select status, count(*), sum(amount)
from fact_orders
where order_ts >= '2025-12-30'
group by status;
