-- Support looks up what one customer bought.
select order_id, line_number, order_date, sku_id, quantity, unit_price
from fact_orders
where customer_id = 4711
and order_date >= date '2025-01-01'
order by order_date desc, order_id, line_number;
