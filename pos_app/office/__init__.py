"""The office: one book of signed day files, and everything that is said of it.

Here lies the book itself. Around it, in the order of the work: `plan` before the fair, `intake` of
files, what the office will `decide`, what it all comes to (`reckon`), the `report`, and `publish`.
"""
