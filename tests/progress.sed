# Takes out what tells of work that lasts: how long it takes is the machine's.
# For sed -E.
/^[a-z ]+: .*(so far|to go)$/d
