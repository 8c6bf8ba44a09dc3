select s_mode, count(*)
from sale
where s_day < '2024-07-01' and s_item in (select i_id
from (select i_id, i_kind, i_price from item where i_price > 40) v
where i_kind = 'bat')
group by s_mode
