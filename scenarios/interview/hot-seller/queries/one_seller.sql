-- The page of one seller.
select s.sale_date, sum(s.quantity * s.price) as turnover
from fact_sales s
where s.seller_id = 4711
and s.sale_date >= '2025-01-01'
group by s.sale_date
order by s.sale_date;
