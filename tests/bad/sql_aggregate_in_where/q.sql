select customer from sale where sum(price) > 5 group by customer;
