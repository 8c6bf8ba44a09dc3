-- Yesterday by tier and country.
select d.tier, d.country, sum(s.quantity * s.price) as turnover
from fact_sales s
join dim_seller d on d.seller_id = s.seller_id
where s.sale_date = '2025-12-30'
group by d.tier, d.country;
