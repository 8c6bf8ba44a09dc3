select id, row_number() over (partition by customer order by day) as n
from sale
qualify n = 1;
