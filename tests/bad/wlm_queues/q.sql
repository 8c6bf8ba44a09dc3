select sum(price) from sale;
