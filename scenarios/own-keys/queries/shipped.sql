select count(*), sum(amount) from sales
where ship_day between '2024-06-10' and '2024-06-14';
