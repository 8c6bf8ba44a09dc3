select channel, sum(amount) from sales
where order_day between '2024-03-01' and '2024-03-31'
group by channel;
