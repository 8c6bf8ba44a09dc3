select count(*)
from sale where mode = 'Ã(';
