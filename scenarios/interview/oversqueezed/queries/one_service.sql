-- What a service answered over a year.
select status, count(*) as requests, avg(duration_ms) as mean_ms
from fact_request
where service = 'pay'
and request_day between '2025-01-01' and '2025-12-31'
group by status;
