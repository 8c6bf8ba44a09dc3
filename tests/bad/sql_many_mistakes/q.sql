with x as (select itm from sale)
select pric, coutn(*)
from sale
where custmer = 5
group by day;
