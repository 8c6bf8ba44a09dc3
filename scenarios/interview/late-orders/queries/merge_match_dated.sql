-- The same, and ON also says that an update is at most ninety days old.
select f.order_id, f.customer_id, f.order_date, f.margin, f.channel, s.status,
  s.amount, count(*) as n
from stage_orders s
join fact_orders f on f.order_id = s.order_id
where f.order_date >= '2025-10-02'
group by f.order_id, f.customer_id, f.order_date, f.margin, f.channel,
  s.status, s.amount;
