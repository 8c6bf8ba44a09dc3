-- Three years by quarter, segment and category.
select d.year, d.quarter, c.segment, s.category,
  sum(f.quantity * f.unit_price) as turnover
from fact_orders f
join dim_date d on d.date_key = f.order_date
join dim_customer c on c.customer_id = f.customer_id
join dim_sku s on s.sku_id = f.sku_id
group by d.year, d.quarter, c.segment, s.category
order by d.year, d.quarter, c.segment, s.category;
