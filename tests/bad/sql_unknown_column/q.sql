select sum(price)
from sale
where custmer = 5;
