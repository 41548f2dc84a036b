"""The staff at the till: PIN dialog, lock screen and the list of people."""
