-- Parcels that left in the last week but were ordered before December: the
-- filter is on the ship date, the table is sorted by the order date.
select s.category, count(*) as lines
from fact_orders f
join dim_sku s on s.sku_id = f.sku_id
where f.ship_date between '2025-12-08' and '2025-12-14'
and f.order_date < date '2025-12-01'
group by s.category
order by lines desc;
