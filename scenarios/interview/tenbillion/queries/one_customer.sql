-- All that one customer bought.
select order_id, order_date, product_id, quantity, price
from fact_order_line
where customer_id = 4711
order by order_date desc;
