-- One request and all that is known of it.
select request_day, service, status, duration_ms, trace, url
from fact_request
where request_id = 4711000;
