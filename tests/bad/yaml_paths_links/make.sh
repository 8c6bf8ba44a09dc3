ln -s /etc/passwd "$1/link.sql"
ln -s loop.sql "$1/loop.sql"
ln -s /etc "$1/folder"
