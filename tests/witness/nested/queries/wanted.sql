select c_city, count(*)
from (select s_id, s_count, c_city, c_since from sale
left join customer on s_customer = c_id
where s_customer = c_id
) v
where c_since < '2022-01-01'
and s_count = 7
group by c_city
order by c_city
