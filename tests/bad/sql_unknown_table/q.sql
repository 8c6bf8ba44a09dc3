select *
from sale, itme
where sale.item = itme.item;
