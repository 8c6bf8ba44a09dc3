create table sale (
    id bigint,
    day date,
    ID integer
);
