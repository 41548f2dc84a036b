"""Files from outside: found in folders and zips, checked on every core, taken into the book."""
