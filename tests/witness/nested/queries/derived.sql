select s_mode, count(*) as n
from (select * from sale
where s_count > 12
) v
where s_mode <> 'SHIP'
and s_day >= '2025-03-01'
group by s_mode
order by s_mode
