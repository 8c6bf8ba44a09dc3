-- Yesterday by device, for the product team.
select device, referrer, count(*) as sessions, avg(page_views) as pages
from fact_sessions
where session_date = '2025-12-30'
group by device, referrer;
