create table sale (
    id bigint encode delta3k,
    paid boolean encode az64,
    price numeric(12,2) encode text255
);
