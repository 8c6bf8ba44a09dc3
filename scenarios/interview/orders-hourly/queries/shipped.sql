select count(*), sum(amount)
from fact_orders
where ship_ts >= '2025-12-30';
