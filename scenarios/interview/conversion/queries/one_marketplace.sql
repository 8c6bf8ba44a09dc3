-- One marketplace, the last ninety days.
select s.session_date, count(*) as sessions, sum(s.page_views) as pages
from fact_sessions s
where s.marketplace_id = 7
and s.session_date between '2025-10-02' and '2025-12-30'
group by s.session_date
order by s.session_date;
