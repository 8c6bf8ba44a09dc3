-- What failed on one day, with its trace?
select request_id, service, status, trace, url
from fact_request
where request_day = '2025-11-18'
and status = 503
limit 500;
