select sum(amount) from sales where customer_id = 4711;
