-- A month's turnover by customer segment.
select c.segment, c.country, sum(o.amount) as turnover
from fact_orders o
join dim_customer c on c.customer_id = o.customer_id
where o.order_date between '2025-12-01' and '2025-12-31'
group by c.segment, c.country;
