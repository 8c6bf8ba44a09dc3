select sum(amount) from sales where sold_ts >= '2025-12-30';
