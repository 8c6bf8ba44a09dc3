-- The join inside MERGE ... ON f.order_id = s.order_id: which rows are there
-- already? All of their columns are read, because they are written again.
select f.order_id, f.customer_id, f.order_date, f.margin, f.channel, s.status,
  s.amount, count(*) as n
from stage_orders s
join fact_orders f on f.order_id = s.order_id
group by f.order_id, f.customer_id, f.order_date, f.margin, f.channel,
  s.status, s.amount;
