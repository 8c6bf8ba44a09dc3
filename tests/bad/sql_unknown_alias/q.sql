select s.price, x.name
from sale s join item i on s.item = i.item;
