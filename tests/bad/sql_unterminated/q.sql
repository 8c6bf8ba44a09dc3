select count(*) from sale where mode = 'AIR;
