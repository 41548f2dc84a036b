"""What a set of day files, decisions and slips comes to: a pure function, in any order."""
