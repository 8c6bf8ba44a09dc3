-- Which zones were late last month?
select a.zone, count(*) as deliveries, avg(e.minutes_late) as late
from fact_delivery_event e
join dim_address a on a.address_key = e.address_key
where e.event_date between '2025-12-01' and '2025-12-30'
and e.event_type = 'delivered'
group by a.zone
order by late desc;
