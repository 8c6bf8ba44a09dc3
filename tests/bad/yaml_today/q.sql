select count(*) from sale
where day >= current_date - 30;
