select item, count(*)
from sale join item on sale.item = item.item
group by 1;
