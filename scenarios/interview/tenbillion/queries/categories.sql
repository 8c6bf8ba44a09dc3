-- A month by category.
select p.category, sum(f.quantity * f.price) as turnover
from fact_order_line f
join dim_product p on p.product_id = f.product_id
where f.order_date between '2025-11-01' and '2025-11-30'
group by p.category;
