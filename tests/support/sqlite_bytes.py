"""Where SQLite stores a text in the bytes of a database, for tests that spoil it."""

from __future__ import annotations

INNER_PAGE = 5  # the first byte of a page of a table that holds no rows


def place_of(data: bytes, text: bytes) -> int:
    """Return the first place of `text` in a page that may hold rows. Raises ValueError.

    In an inner page some versions of SQLite leave old copies of rows, which nobody reads.
    """
    size = int.from_bytes(data[16:18], "big")
    place = data.index(text)
    while data[place // size * size] == INNER_PAGE:
        place = data.index(text, place + 1)
    return place
