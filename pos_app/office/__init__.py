"""The office: a book of signed day files, and what is calculated from it.

The book itself is in this package. The sub-packages follow the order of the work: `plan` an event,
`intake` of files, `decide` open questions, `reconcile` files, write the `report`, and `publish`.
"""
