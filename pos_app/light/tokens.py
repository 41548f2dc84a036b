"""Single values as tokens: one stream of bytes for each column, in the order of first use.

A token is a whole number that says what comes: the expected value, a number with its power of ten,
a word that was there before, a new word, or bytes that nothing shortens (UUIDs, hashes, keys).
Writer and reader keep the same tables of words, so that a number finds its word again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from pos_app.errors import PosError


@dataclass(frozen=True, slots=True)
class ListOf:
    """The start of a list: its length."""

    length: int


Scalar = bool | int | str | None
Head = Scalar | tuple[str, ...] | ListOf
"""The start of a value: a plain value, the sorted keys of an object, or the length of a list."""

SAME, NULL, FALSE, TRUE, LIST, KEYS, NEW, UUID, HEX32, HEX64, LATER, EARLIER, POWER = range(13)
POWERS = 7
WORD = POWER + POWERS
_HEX = {UUID: 16, HEX32: 32, HEX64: 64}
_FORMS = {
    36: (UUID, re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")),
    64: (HEX32, re.compile(r"[0-9a-f]{64}")),
    128: (HEX64, re.compile(r"[0-9a-f]{128}")),
}
_TIME = re.compile(r"[0-9]{4}(?:-[0-9]{2}){2}T[0-9]{2}(?::[0-9]{2}){2}[+-][0-9]{2}:[0-9]{2}")
_LARGEST = 1 << 63
# Columns whose words come from one table: a refund names the id of its sale.
_GROUPS = {
    **dict.fromkeys(("id", "refers_to", "sale_id"), "id"),
    **dict.fromkeys(("manifest", "prev_day", "supersedes", "prev", "head"), "hash"),
    **dict.fromkeys(("key", "enrolled", "sha256", "signature"), "hash"),
    **dict.fromkeys(("by", "person", "cashier"), "person"),
    **dict.fromkeys(("event", "stand", "till", "nmid", "merchant"), "place"),
    "changes[][0]": "sku",
}


class Untellable(Exception):
    """A value that tokens do not carry; its member travels whole."""


class Tables:
    """The words that were seen, by group, with the words that both sides know from the start."""

    def __init__(self, known: Mapping[str, Iterable[str]]) -> None:
        self._words = {group: list(words) for group, words in known.items()}
        self._places = {
            group: {word: place for place, word in enumerate(words)}
            for group, words in self._words.items()
        }
        self._groups: dict[str, str] = {}

    def group_of(self, column: str) -> str:
        """The table of a column: that of its last name."""
        found = self._groups.get(column)
        if found is None:
            name = column.rpartition(".")[2]
            found = self._groups[column] = _GROUPS.get(name, name)
        return found

    def place(self, group: str, word: str) -> int | None:
        """Where a word stands in its table; None for a new one, which is added."""
        places = self._places.setdefault(group, {})
        found = places.get(word)
        if found is None:
            places[word] = len(places)
            self._words.setdefault(group, []).append(word)
        return found

    def word(self, group: str, place: int) -> str:
        """The word at a place. Raises PosError `light_damaged`."""
        words = self._words.get(group, [])
        if place >= len(words):
            raise PosError("light_damaged")
        return words[place]


def _moved(stamp: object, seconds: int) -> str:
    """A time `seconds` later. Raises PosError `light_damaged`."""
    try:
        return (datetime.fromisoformat(str(stamp)) + timedelta(seconds=seconds)).isoformat()
    except (ValueError, OverflowError) as error:
        raise PosError("light_damaged") from error


def _seconds_between(expected: object, stamp: str) -> int | None:
    """The seconds from `expected` to `stamp`; None unless both are times in one form."""
    if not (isinstance(expected, str) and _TIME.fullmatch(stamp) and _TIME.fullmatch(expected)):
        return None
    try:
        gap = datetime.fromisoformat(stamp) - datetime.fromisoformat(expected)
    except ValueError:
        return None
    seconds = round(gap.total_seconds())
    return seconds if _moved(expected, seconds) == stamp else None


def put_number(out: bytearray, number: int) -> None:
    """Append a number of 0 or more: seven bits a byte, the lowest first."""
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)


class ByteReader:
    """Reads numbers and bytes one after another. Raises PosError `light_damaged` at the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        """The next number, below 2^70."""
        found = 0
        for shift in range(0, 70, 7):
            if self._at >= len(self._data):
                break
            byte = self._data[self._at]
            self._at += 1
            found |= (byte & 0x7F) << shift
            if byte < 0x80:
                return found
        raise PosError("light_damaged")

    def take(self, size: int) -> bytes:
        """The next `size` bytes."""
        if size > len(self._data) - self._at:
            raise PosError("light_damaged")
        self._at += size
        return self._data[self._at - size : self._at]

    @property
    def left(self) -> int:
        """How many bytes were not read yet."""
        return len(self._data) - self._at


class TokenWriter:
    """Takes values and keeps their tokens; `columns` holds them by column, with their arguments."""

    def __init__(self, known: Mapping[str, Iterable[str]]) -> None:
        self._tables = Tables(known)
        self.columns: dict[str, bytearray] = {}
        self.text = bytearray()
        self.raw = bytearray()

    def code(self, column: str, expected: Head, head: Head) -> Head:
        """Write one value beside the value that the reader will expect. Raises Untellable."""
        tokens = self.columns.get(column)
        if tokens is None:
            tokens = self.columns[column] = bytearray()
        if type(head) is type(expected) and head == expected:
            tokens.append(SAME)
        elif isinstance(head, str):
            self._put_word(tokens, column, expected, head)
        elif isinstance(head, bool) or head is None:
            tokens.append(NULL if head is None else TRUE if head else FALSE)
        elif isinstance(head, int):
            self._put_int(tokens, column, head)
        elif isinstance(head, ListOf):
            tokens.append(LIST)
            put_number(self._arguments(column), head.length)
        else:
            self._put_keys(tokens, column, head)
        return head

    def _arguments(self, column: str) -> bytearray:
        return self.columns.setdefault(column + "#", bytearray())

    def _put_int(self, tokens: bytearray, column: str, number: int) -> None:
        if not -_LARGEST < number < _LARGEST:
            raise Untellable
        power = 0
        while number and number % 10 == 0 and power < POWERS - 1:
            number //= 10
            power += 1
        tokens.append(POWER + power)
        put_number(self._arguments(column), number * 2 if number >= 0 else -number * 2 - 1)

    def _put_keys(self, tokens: bytearray, column: str, keys: tuple[str, ...]) -> None:
        if any("," in key or not key for key in keys):
            raise Untellable
        tokens.append(KEYS)
        joined = ",".join(keys)
        place = self._tables.place("keys", joined)
        put_number(self._arguments(column), 0 if place is None else place + 1)
        if place is None:
            self._put_text(self._arguments(column), joined)

    def _put_word(self, tokens: bytearray, column: str, expected: Head, word: str) -> None:
        seconds = _seconds_between(expected, word)
        if seconds is not None:
            tokens.append(LATER if seconds >= 0 else EARLIER)
            put_number(self._arguments(column), abs(seconds))
            return
        place = self._tables.place(self._tables.group_of(column), word)
        if place is not None:
            put_number(tokens, WORD + place)
            return
        form, pattern = _FORMS.get(len(word), (NEW, None))
        if pattern is not None and pattern.fullmatch(word):
            tokens.append(form)
            self.raw += bytes.fromhex(word.replace("-", ""))
        else:
            tokens.append(NEW)
            self._put_text(self._arguments(column), word)

    def _put_text(self, arguments: bytearray, word: str) -> None:
        data = word.encode()
        put_number(arguments, len(data))
        self.text += data


class TokenReader:
    """Gives the values of a TokenWriter back, column by column, within `limit` bytes of text."""

    def __init__(
        self,
        known: Mapping[str, Iterable[str]],
        columns: list[bytes],
        text: bytes,
        raw: bytes,
        limit: int,
    ) -> None:
        self._tables = Tables(known)
        self._coming = iter(columns)
        self._columns: dict[str, ByteReader] = {}
        self._text = ByteReader(text)
        self._raw = ByteReader(raw)
        self._left = limit

    def code(self, column: str, expected: Head, head: Head) -> Head:
        """Read the next value of a column; `head` is what a writer would be given.

        Raises PosError `light_damaged`, also where more comes out than allowed.
        """
        found = self._next(column, expected)
        self._left -= 8 if not isinstance(found, str) else 8 + len(found)
        if self._left < 0:
            raise PosError("light_damaged")
        return found

    def _column(self, column: str) -> ByteReader:
        found = self._columns.get(column)
        if found is None:
            found = self._columns[column] = ByteReader(next(self._coming, b""))
        return found

    def _next(self, column: str, expected: Head) -> Head:
        token = self._column(column).number()
        if token == SAME:
            return expected
        if token >= WORD:
            return self._tables.word(self._tables.group_of(column), token - WORD)
        if token >= POWER:
            return self._int(column, token - POWER)
        if token in _HEX:
            return self._remember(column, self._hex(token))
        if token in (LATER, EARLIER):
            seconds = self._column(column + "#").number()
            return _moved(expected, seconds if token == LATER else -seconds)
        if token == NEW:
            return self._remember(column, self._new_text(column))
        if token == LIST:
            return ListOf(self._column(column + "#").number())
        if token == KEYS:
            return self._keys(column)
        return None if token == NULL else token == TRUE

    def _int(self, column: str, power: int) -> int:
        number = self._column(column + "#").number()
        plain = -((number + 1) // 2) if number % 2 else number // 2
        return int(plain * 10**power)

    def _hex(self, form: int) -> str:
        digits = self._raw.take(_HEX[form]).hex()
        if form != UUID:
            return digits
        cuts = (0, 8, 12, 16, 20, 32)
        return "-".join(digits[a:b] for a, b in pairwise(cuts))

    def _new_text(self, column: str) -> str:
        data = self._text.take(self._column(column + "#").number())
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            raise PosError("light_damaged") from error

    def _remember(self, column: str, word: str) -> str:
        self._tables.place(self._tables.group_of(column), word)
        return word

    def _keys(self, column: str) -> tuple[str, ...]:
        place = self._column(column + "#").number()
        if place:
            joined = self._tables.word("keys", place - 1)
        else:
            joined = self._new_text(column)
            self._tables.place("keys", joined)
        keys = tuple(joined.split(",")) if joined else ()
        if len(set(keys)) < len(keys):
            raise PosError("light_damaged")
        return keys
