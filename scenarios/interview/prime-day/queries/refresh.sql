-- What a refresh of the summary reads: the day so far.
select c.event_day, c.marketplace_id, s.category,
  count(*) as clicks, sum(c.revenue) as revenue
from fact_clickstream c
join dim_sku s on c.sku_id = s.sku_id
where c.event_day = '2025-07-11'
group by c.event_day, c.marketplace_id, s.category;
