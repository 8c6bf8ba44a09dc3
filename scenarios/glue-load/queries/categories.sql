-- Turnover of a month by category and brand.
select s.category, s.brand,
  sum(f.quantity * f.unit_price * (1 - f.discount)) as turnover
from fact_orders f
join dim_sku s on s.sku_id = f.sku_id
where f.order_date >= date '2025-11-01'
and f.order_date < date '2025-11-01' + interval '1 month'
and f.status <> 'cancelled'
group by s.category, s.brand
order by turnover desc
limit 50;
