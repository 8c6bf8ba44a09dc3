select sum(amount) from sales where product_id = 815;
