-- The slowest services of a week.
select service, avg(duration_ms) as mean_ms, sum(bytes_sent) as sent
from fact_request
where request_day between '2025-11-17' and '2025-11-23'
group by service;
