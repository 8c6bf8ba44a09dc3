-- A week by channel.
select channel, status, sum(amount) as turnover, sum(margin) as margin
from fact_orders
where order_date between '2025-12-22' and '2025-12-28'
group by channel, status;
