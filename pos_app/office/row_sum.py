"""A seal over rows in no order, to which a row is added without reading the others.

It is the sum, modulo 2^256, of a keyed hash of each row, with the number of rows (MSet-Add-Hash:
Clarke et al., ASIACRYPT 2003). Two states of a book would tell what a row adds to a plain sum, and
of very many such numbers some add up to nothing. So the sum is stored under a mask that depends on
all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any, NamedTuple

from msgspec.msgpack import encode

_SUM_BYTES = 32
_SEAL_BYTES = 16
_MODULUS = 1 << 8 * _SUM_BYTES
_ROW, _SEAL, _MASK = b"book-row", b"book-rows", b"book-rows-mask"
"""What a hash is for, so that none can stand for another."""


class SealedSum(NamedTuple):
    """A sum of rows as it is stored.

    `seal` (hex) proves the other values; `hidden` (hex) is the sum under a mask that `seal` and the
    secret give.
    """

    seal: str
    rows: int
    hidden: str


@dataclass(slots=True)
class RowSum:
    """The sum of the rows of some tables; `secret` keys every hash (at most 64 bytes)."""

    secret: bytes
    count: int = 0
    total: int = 0

    def add(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Adds rows of texts, whole numbers, bytes and None, as SQLite returns them."""
        for row in rows:
            self.total += self._number(table, row)
            self.count += 1
        self.total %= _MODULUS

    def remove(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Takes out rows that were added."""
        for row in rows:
            self.total -= self._number(table, row)
            self.count -= 1
        self.total %= _MODULUS

    def _number(self, table: str, row: tuple[Any, ...]) -> int:
        message, key, size = encode((table, *row)), self.secret, _SUM_BYTES
        told = hashlib.blake2b(message, digest_size=size, key=key, person=_ROW).digest()
        return int.from_bytes(told, "big")

    def sealed(self, part: str) -> SealedSum:
        """The sum as the seal of a part of the book; the same rows give the same."""
        told = encode((part, self.count, f"{self.total:0{2 * _SUM_BYTES}x}"))
        seal = hashlib.blake2b(
            told, digest_size=_SEAL_BYTES, key=self.secret, person=_SEAL
        ).hexdigest()
        hidden = (self.total + _mask(self.secret, seal)) % _MODULUS
        return SealedSum(seal, self.count, f"{hidden:0{2 * _SUM_BYTES}x}")


def opened_sum(secret: bytes, part: str, stored: SealedSum) -> RowSum | None:
    """The sum that was sealed for a part of the book; None where anything of it was changed."""
    try:
        total = (int(stored.hidden, 16) - _mask(secret, stored.seal)) % _MODULUS
    except ValueError:
        return None
    found = RowSum(secret, stored.rows, total)
    made = found.sealed(part)
    same = made == stored and compare_digest(made.seal, stored.seal)
    return found if same else None


def _mask(secret: bytes, seal: str) -> int:
    told = hashlib.blake2b(seal.encode(), digest_size=_SUM_BYTES, key=secret, person=_MASK).digest()
    return int.from_bytes(told, "big")
