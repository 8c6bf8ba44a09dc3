select s_item, n
from (select s_item, s_mode, count(*) as n from sale
where s_count < 18
group by s_item, s_mode) v
where s_mode = 'RAIL'
and s_item between 20 and 60
