create table sale (
    id bigintt,
    note varchar(70000),
    code char(5000),
    price numeric(40, 2),
    place geometry,
    tags super,
    counts hllsketch
);
