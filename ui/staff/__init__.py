"""The staff at the till: PIN dialog, lock screen, list of people, and a lead's permission."""
