-- A year by region and month, for those who plan.
select s.region, date_part(month, f.sold_on) as month,
  sum(f.quantity * f.price) as turnover
from sales f
join stores s on s.store_id = f.store_id
where f.sold_on >= date '2025-01-01'
group by s.region, date_part(month, f.sold_on)
order by s.region, month;
