select v.visit_day, sum(c.amount)
from visits v
join checkouts c on c.session_id = v.session_id
group by v.visit_day;
