create table stage (
    id bigint not null,
    day date not null
);
create table target (
    id bigint not null,
    day date not null,
    amount integer
);
create table far (
    id bigint not null
);
