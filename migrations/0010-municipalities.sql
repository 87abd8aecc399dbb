-- Where the scheme runs today. Another municipality is one more row.
insert into municipalities (number, name) values ('5025', 'Røros'), ('5026', 'Holtålen');
