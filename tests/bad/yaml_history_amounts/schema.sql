create table parent (
    p_key integer not null primary key,
    p_name varchar(20)
);
create table child (
    c_key bigint not null,
    c_parent integer,
    c_amount numeric(12,2),
    c_day date,
    c_small smallint,
    c_text varchar(10)
);
