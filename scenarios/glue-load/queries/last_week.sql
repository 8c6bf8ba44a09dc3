-- The dashboard: turnover of the last week by day and channel.
select order_date, channel,
  sum(quantity * unit_price * (1 - discount)) as turnover,
  count(*) as lines
from fact_orders
where order_date between '2025-12-22' and '2025-12-28'
group by order_date, channel
order by order_date, channel;
