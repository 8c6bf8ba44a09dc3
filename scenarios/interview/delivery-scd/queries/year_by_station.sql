-- The year by station.
select a.station, e.event_type, count(*) as events
from fact_delivery_event e
join dim_address a on a.address_key = e.address_key
group by a.station, e.event_type
order by a.station, e.event_type;
