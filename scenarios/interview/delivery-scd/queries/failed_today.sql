-- What has failed today, with the street for the driver's second attempt?
select e.delivery_id, a.station, a.street
from fact_delivery_event e
join dim_address a on a.address_key = e.address_key
where e.event_date = '2025-12-30'
and e.event_type = 'failed'
and a.station < 'b'
order by e.delivery_id
limit 1000;
