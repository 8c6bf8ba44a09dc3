-- The dashboard: what share of the last seven days' sessions ended in an order?
select s.marketplace_id, count(*) as sessions,
  count(o.order_id) as orders
from fact_sessions s
left join fact_orders o on o.session_id = s.session_id
where s.session_date between '2025-12-24' and '2025-12-30'
group by s.marketplace_id
order by s.marketplace_id;
