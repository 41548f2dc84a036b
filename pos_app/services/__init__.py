"""What a person can do with the program: each operation is one function, one transaction."""
