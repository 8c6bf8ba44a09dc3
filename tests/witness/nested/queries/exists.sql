select city, count(*)
from (select c_city as city, c_since from customer where exists (select 1
from sale where s_customer = c_id and s_count = 20 and s_mode = 'SHIP'
)) v
where c_since >= '2023-01-01'
group by city
