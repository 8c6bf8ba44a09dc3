ln -s /etc/passwd "$1/scenario.yaml"
