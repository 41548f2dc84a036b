"""Journal rows, makers and the manifest's `pos` as tokens, with what each value is expected to be.

Most of a row can be foretold: the running number, the sums, the name of a known piece. Only what
differs takes room. One walk serves both directions, so that writer and reader expect the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Protocol, cast

from pos_app.errors import PosError
from pos_app.light.expected import Seen, expected_value
from pos_app.light.tokens import Head, ListOf, Untellable

_UNKNOWN = object()
_DEEPEST = 12
_FIRST = (
    *("v", "kind", "seq", "at", "by", "lines", "sale", "tenders"),
    *("sku", "name", "category", "maker", "share_bp", "list_price", "qty", "unit_price"),
    *("discount", "amount", "line"),
    *("id", "number", "refers_to", "rounding", "net", "gross"),
    *("tender", "method"),
    *("event", "stand", "till", "seat", "till_id", "journal", "day", "revision"),
    *("first", "last"),
)
_ORDER = {key: place for place, key in enumerate(_FIRST)}


class Codec(Protocol):
    """Writes a value or reads it back, beside the expected one."""

    def code(self, column: str, expected: Head, head: Head) -> Head:
        """Return the value that was written, or that was read."""


@lru_cache(maxsize=256)
def _in_order(keys: tuple[str, ...]) -> list[str]:
    return sorted(keys, key=lambda name: (_ORDER.get(name, len(_ORDER)), name))


def _head_of(value: object) -> Head:
    if type(value) is dict:
        return tuple(sorted(value))
    if type(value) is list:
        return ListOf(len(value))
    return cast("Head", value)


class RowCodec:
    """Carries rows through a codec; `seen` is what both sides know of the rows so far."""

    def __init__(self, codec: Codec) -> None:
        self._code: Callable[[str, Head, Head], Head] = codec.code
        self.seen = Seen()

    def put(self, root: str, row: Mapping[str, Any]) -> None:
        """Write a row of the kind `root`. Raises Untellable."""
        self._row(root, row)

    def get(self, root: str) -> dict[str, Any]:
        """Read the next row. Raises PosError `light_damaged`; Untellable where nested too deep."""
        found = self._row(root, _UNKNOWN)
        if not isinstance(found, dict):
            raise PosError("light_damaged")
        return found

    def number(self, name: str, value: int | None = None) -> int:
        """Write or read a number of its own. Raises PosError `light_damaged`."""
        found = self._code(name, None, value)
        if not isinstance(found, int) or found < 0:
            raise PosError("light_damaged")
        return found

    def _row(self, root: str, row: object) -> Any:
        self.seen.begin()
        done = self._value(root, row, {}, 0)
        self.seen.note(root, done)
        return done

    def _value(self, path: str, value: Any, parent: dict[str, Any], depth: int) -> Any:
        if depth > _DEEPEST:
            raise Untellable
        expected = expected_value(self.seen, path, parent)
        head = self._code(path, expected, None if value is _UNKNOWN else _head_of(value))
        self.seen.remember(path, head)
        if isinstance(head, tuple):
            return self._object(path, head, value, depth)
        if isinstance(head, ListOf):
            return self._list(path, head.length, value, depth)
        return head

    def _object(self, path: str, keys: tuple[str, ...], value: Any, depth: int) -> dict[str, Any]:
        done: dict[str, Any] = {}
        if depth == 0:
            self.seen.row = done
        for key in _in_order(keys):
            inner = _UNKNOWN if value is _UNKNOWN else value[key]
            done[key] = self._value(f"{path}.{key}", inner, done, depth + 1)
        return done

    def _list(self, path: str, length: int, value: Any, depth: int) -> list[Any]:
        done: list[Any] = []
        nested = path.endswith("[]")
        self.seen.lists[path] = done
        for place in range(length):
            inner = _UNKNOWN if value is _UNKNOWN else value[place]
            below = f"{path}[{min(place, 9)}]" if nested else f"{path}[]"
            done.append(self._value(below, inner, {}, depth + 1))
        return done
