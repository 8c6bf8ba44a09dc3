-- Margin of a week by segment, by ship date.
select c.segment, c.country, sum(o.amount - o.cost) as margin
from fact_orders o
join dim_customer c on c.customer_id = o.customer_id
where o.ship_date between '2025-06-02' and '2025-06-08'
group by c.segment, c.country;
