"""Who stands at the till: the PIN, the switch, the lock, and the list of people."""
