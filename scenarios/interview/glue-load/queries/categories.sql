-- Last week by day and category.
select e.event_day, s.category, sum(e.amount) as amount
from fact_events e
join dim_sku s on s.sku_id = e.sku_id
where e.event_day between '2025-06-23' and '2025-06-29'
group by e.event_day, s.category
order by e.event_day, s.category;
