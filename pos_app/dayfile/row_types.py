"""Whether the rows of a table have the types of its columns, checked by a compiled library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated, Any

from pos_app.dayfile.manifest import column_types
from pos_app.dayfile.parse import LIMIT


def have_column_types(name: str, rows: Sequence[tuple[object, ...]]) -> bool:
    """Return whether each row has the table's columns, each cell of its column's type.

    An integer must be within the limit of the parser. False is also the answer for some rows of
    other classes that are like texts or numbers.
    """
    return _compiled(name)(rows)


@cache
def _compiled(name: str) -> Callable[[object], bool]:
    """Return the check of a table; the library is imported only here, as a start needs none."""
    from msgspec import Meta, ValidationError, convert

    kinds = {"int": Annotated[int, Meta(gt=-LIMIT, lt=LIMIT)], "str": str, "bool": bool}
    columns: tuple[Any, ...] = tuple(kinds[kind] for kind in column_types(name).values())
    wanted: Any = tuple.__class_getitem__((tuple.__class_getitem__(columns), ...))

    def check(rows: object) -> bool:
        try:
            convert(rows, wanted)
        except ValidationError:
            return False
        return True

    return check
