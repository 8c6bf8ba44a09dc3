-- What sells today in each marketplace, article by article: no summary by
-- category can tell.
select c.event_day, m.marketplace, s.sku_id, sum(c.revenue) as revenue
from fact_clickstream c
join dim_sku s on c.sku_id = s.sku_id
join dim_marketplace m on c.marketplace_id = m.marketplace_id
where c.event_day = '2025-07-11'
group by c.event_day, m.marketplace, s.sku_id
order by revenue desc
limit 100;
