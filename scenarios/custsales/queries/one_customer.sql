select saletime, eventid, qtysold, pricepaid
from custsales
where custid between 4711000 and 4711099;
