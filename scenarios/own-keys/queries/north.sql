select c.region, sum(s.amount)
from sales s join customers c on s.customer_id = c.id
where c.region = 'NORTH' and s.order_day >= '2024-10-01'
group by c.region;
