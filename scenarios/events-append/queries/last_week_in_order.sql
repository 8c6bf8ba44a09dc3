select kind, count(*), sum(value)
from events_in_order
where event_ts >= '2025-12-25'
group by kind;
