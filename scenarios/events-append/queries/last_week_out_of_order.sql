select kind, count(*), sum(value)
from events_out_of_order
where event_ts >= '2025-12-25'
group by kind;
