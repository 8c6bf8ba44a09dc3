-- One table in four orders. In PostgreSQL a row takes 24 bytes of header and
-- 12 of values, aligned to 40, and a line pointer of 4 (tests/witness/brin.sh).

create table sorted   (n bigint not null, day date not null);
create table late     (n bigint not null, day date not null);
create table partly   (n bigint not null, day date not null);
create table shuffled (n bigint not null, day date not null);
