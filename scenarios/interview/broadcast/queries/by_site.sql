-- A month by site and model.
select d.site, d.model, avg(r.value) as mean_value, count(*) as readings
from fact_reading r
join dim_device d on d.device_id = r.device_id
where r.reading_date between '2025-11-01' and '2025-11-30'
group by d.site, d.model;
