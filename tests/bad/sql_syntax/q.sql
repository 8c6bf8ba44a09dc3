select count(*)
from sale
were price > 5;
