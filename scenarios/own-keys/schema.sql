create table customers (
    id integer not null primary key,
    code varchar(12) not null,
    region varchar(12)
);
create table sales (
    id integer not null,
    customer_id integer not null references customers (id),
    order_day date not null,
    ship_day date,
    amount numeric(10,2) not null,
    channel varchar(8) not null,
    note varchar(40)
)
diststyle even;
