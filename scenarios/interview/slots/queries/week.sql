-- Turnover of the last week by day.
select order_date, sum(quantity * unit_price) as turnover
from order_lines
where order_date >= date '2025-12-25'
group by order_date
order by order_date;
