-- Readings of the batches that raised a grave alarm.
select a.severity, count(*) as readings, avg(r.value) as mean_value
from fact_reading r
join fact_alarm a on a.batch_id = r.batch_id
where a.raised between '2025-10-01' and '2025-12-31'
and r.reading_date between '2025-10-01' and '2025-12-31'
group by a.severity;
