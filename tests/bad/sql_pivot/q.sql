select *
from (select mode, price from sale)
pivot (sum(price) for mode in ('AIR', 'RAIL'));
