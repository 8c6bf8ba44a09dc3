-- by_day from the summary.
select a.event_day, m.marketplace, sum(a.revenue) as revenue
from agg_day_marketplace a
join dim_marketplace m on a.marketplace_id = m.marketplace_id
where a.event_day between '2025-07-05' and '2025-07-11'
and a.category <> 'gift cards'
group by a.event_day, m.marketplace
order by a.event_day, m.marketplace;
