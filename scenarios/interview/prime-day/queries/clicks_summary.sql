-- clicks from the summary.
select a.event_day, m.marketplace, a.category, sum(a.clicks) as clicks
from agg_day_marketplace a
join dim_marketplace m on a.marketplace_id = m.marketplace_id
where a.event_day between '2025-07-09' and '2025-07-11'
group by a.event_day, m.marketplace, a.category
order by a.event_day, m.marketplace, a.category;
