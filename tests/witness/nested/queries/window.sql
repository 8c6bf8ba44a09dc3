select s_customer, s_day, r
from (select s_customer, s_day, s_count, row_number() over (partition by
s_customer order by s_day, s_id) as r from sale
where s_mode = 'AIR'
) v
where s_count > 15
