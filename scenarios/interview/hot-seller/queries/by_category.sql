-- A quarter's turnover by category.
select l.category, sum(s.quantity * s.price) as turnover
from fact_sales s
join dim_listing l on l.listing_id = s.listing_id
where s.sale_date between '2025-10-01' and '2025-12-31'
group by l.category
order by turnover desc;
