-- The dashboard on every store manager's screen.
select sold_on, store_id, sum(quantity * price) as turnover
from sales
where sold_on >= date '2025-12-25'
group by sold_on, store_id
order by sold_on, store_id;
