select sum(bytes) from logs where host = 17;
