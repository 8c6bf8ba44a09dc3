-- An analyst looks a fortnight over: turnover by article.
select sku_id, sum(quantity * unit_price) as turnover
from order_lines
where order_date >= date '2025-12-18'
group by sku_id
order by turnover desc
limit 100;
