-- Fees per seller over three years, for the yearly statement.
select s.seller_id, sum(s.fee) as fees, count(*) as sales
from fact_sales s
group by s.seller_id
order by fees desc
limit 100;
