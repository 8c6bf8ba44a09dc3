-- Clicks of the last three days by day, marketplace and category.
select c.event_day, m.marketplace, s.category, count(*) as clicks
from fact_clickstream c
join dim_sku s on c.sku_id = s.sku_id
join dim_marketplace m on c.marketplace_id = m.marketplace_id
where c.event_day between '2025-07-09' and '2025-07-11'
group by c.event_day, m.marketplace, s.category
order by c.event_day, m.marketplace, s.category;
