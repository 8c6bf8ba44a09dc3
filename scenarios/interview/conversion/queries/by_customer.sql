-- Orders of the week of the customers who came in that week.
select s.marketplace_id, count(*) as pairs
from fact_sessions s
join fact_orders o on o.customer_id = s.customer_id
where s.session_date between '2025-12-24' and '2025-12-30'
and o.order_date between '2025-12-24' and '2025-12-30'
group by s.marketplace_id
order by s.marketplace_id;
