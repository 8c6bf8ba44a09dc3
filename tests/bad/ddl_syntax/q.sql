select count(*) from sale;
