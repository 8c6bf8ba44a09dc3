-- Were last month's promises kept, by service?
select p.service, count(*) as events, avg(e.minutes_late) as late
from fact_delivery_event e
join fact_promise p on p.delivery_id = e.delivery_id
where e.event_date between '2025-12-01' and '2025-12-30'
and e.event_type = 'delivered'
group by p.service;
