create table sale (s_key integer not null, s_day date);
