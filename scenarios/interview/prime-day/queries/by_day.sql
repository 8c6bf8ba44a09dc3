-- Turnover of the last week by day and marketplace, without gift cards.
select c.event_day, m.marketplace, sum(c.revenue) as revenue
from fact_clickstream c
join dim_sku s on c.sku_id = s.sku_id
join dim_marketplace m on c.marketplace_id = m.marketplace_id
where c.event_day between '2025-07-05' and '2025-07-11'
and s.category <> 'gift cards'
group by c.event_day, m.marketplace
order by c.event_day, m.marketplace;
