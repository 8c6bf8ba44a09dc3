select order_id, order_ts, amount
from fact_orders
where customer_id = 4711;
