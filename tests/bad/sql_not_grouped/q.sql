select customer, day, sum(price)
from sale
group by customer;
