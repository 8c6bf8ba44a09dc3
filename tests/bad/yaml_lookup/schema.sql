create table parent (
    p_key integer not null primary key,
    p_line integer,
    p_other integer,
    p_day date,
    p_name varchar(20)
);
create table child (
    c_key bigint not null,
    c_parent integer,
    c_alone integer,
    c_count integer,
    c_lines integer,
    c_name varchar(20),
    c_text varchar(20),
    c_day date,
    c_second date,
    c_third date,
    c_fourth date,
    c_amount numeric(12,2)
);
create table loop (
    l_key integer not null primary key,
    l_loop integer,
    l_day date,
    l_next date
);
create table late (
    t_key integer
);
