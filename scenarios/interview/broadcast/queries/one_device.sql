-- The page of one device.
select reading_date, avg(value) as mean_value
from fact_reading
where device_id = 17
and reading_date >= '2025-01-01'
group by reading_date
order by reading_date;
