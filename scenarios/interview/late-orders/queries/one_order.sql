-- Support looks up one order.
select order_date, status, amount, channel
from fact_orders
where order_id = 471100;
