create table sale (
    id bigint not null,
    price numeric(12,2),,
    day date
);
