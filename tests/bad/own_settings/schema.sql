create table parent (
    p_key integer not null primary key,
    p_name varchar(5)
);
create table child (
    c_key smallint not null,
    c_parent integer references parent (p_key),
    c_amount numeric(6,2),
    c_day date,
    c_text varchar(5)
);
