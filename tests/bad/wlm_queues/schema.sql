create table sale (day date not null, price numeric(12,2)) sortkey (day);
