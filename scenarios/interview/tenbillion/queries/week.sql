-- The last week by day and channel.
select order_date, channel, sum(quantity * price) as turnover
from fact_order_line
where order_date between '2025-12-22' and '2025-12-28'
group by order_date, channel;
