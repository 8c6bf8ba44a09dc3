-- What was a year's orders of a segment worth, refunds taken off?
select c.segment, sum(o.amount - o.cost) as margin, sum(r.refund) as refunds
from fact_orders o
join dim_customer c on c.customer_id = o.customer_id
left join fact_returns r on r.order_id = o.order_id
where o.order_date >= '2025-01-01'
group by c.segment;
