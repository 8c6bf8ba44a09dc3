create table sale (
    id bigint references shop (id),
    item integer references item (number),
    customer integer,
    foreign key (customer, item) references item (item)
);
create table item (item integer primary key);
