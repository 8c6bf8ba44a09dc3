select count(*) from visits where visit_day between 152 and 181;
