-- The last day by quality.
select quality, count(*) as readings, avg(value) as mean_value
from fact_reading
where reading_date = '2025-12-30'
group by quality;
