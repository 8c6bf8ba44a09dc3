select count(*) from visits where shop = 5;
