select count(*) from sale where price between 1 and
