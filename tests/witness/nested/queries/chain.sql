with sales as (select * from sale),
customers as (select c_id, c_city as city from customer),
recent as (select s_customer, s_item, s_count * 2 as twice from sales
where s_day between '2025-05-01' and '2025-08-31'
),
joined as (select city, s_item, twice, i_kind
from recent join customers on s_customer = c_id join item on s_item = i_id
where s_customer = c_id
and s_item = i_id
)
select city, i_kind, sum(twice)
from joined
where i_kind = 'cap'
group by city, i_kind
order by city
