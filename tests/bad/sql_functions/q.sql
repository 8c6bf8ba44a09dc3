select smu(price), substring(mode), median(price, 2)
from sale;
