-- A month by segment and country.
select c.segment, c.country, sum(f.quantity * f.price) as turnover
from fact_order_line f
join dim_customer c on c.customer_id = f.customer_id
where f.order_date between '2025-11-01' and '2025-11-30'
group by c.segment, c.country;
