select count(*) from sale where day < date '2001-02-29';
