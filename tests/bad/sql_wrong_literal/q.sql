select count(*) from sale
where day = 'yesterday' and price > 'much'
  and id = date '2001-02-03';
