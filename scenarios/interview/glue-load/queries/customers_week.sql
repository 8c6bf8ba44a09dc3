-- Last week's best customers: one group for each of them.
select customer_id, count(*) as events, sum(amount) as amount
from fact_events
where event_day between '2025-06-23' and '2025-06-29'
group by customer_id
order by amount desc
limit 100;
