-- The dashboard: yesterday by channel.
select channel, count(*) as events, sum(amount) as amount
from fact_events
where event_day = '2025-06-29'
group by channel;
