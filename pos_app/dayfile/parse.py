"""Parses the members of a day file into typed rows, and refuses anything ambiguous."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NoReturn

from pos_app.dayfile.format import FORMAT, MINOR, DayFileError, DayHead, JournalRange
from pos_app.dayfile.manifest import column_types
from pos_app.domain.day import (
    ALL_ROW_TYPES,
    LATER_TOTALS,
    REQUIRED_TOTALS,
    DayTables,
    Totals,
)

_WHOLE = re.compile(r"-?[0-9]{1,15}")
_HEX = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[A-Z0-9]{1,12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(_DAY.pattern + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
LIMIT = 10**15
MAX_FIELD = 32_768
NO_RECEIPT = "–"


def parse_json(data: bytes, code: str, **facts: object) -> dict[str, Any]:
    """Return a JSON object without repeated keys, NaN or fractions. Raises DayFileError `code`."""
    try:
        found = _STRICT.decode(data.decode("utf-8"))
        if b"\\u" in data:  # an escape can name half a character, which no database stores
            json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise DayFileError(code, **facts) from error
    if not isinstance(found, dict):
        raise DayFileError(code, **facts)
    return found


def parse_rows(rows: Sequence[str], code: str, first: int) -> list[dict[str, Any]]:
    """Return a JSON object for each row.

    Repeated keys are not refused here; they are found when the rows are compared with their
    canonical form. Raises DayFileError `code` with the row, counted from `first`.
    """
    found, decode = [], _WHOLE_NUMBERS.raw_decode
    for number, text in enumerate(rows, first):
        try:
            fact, end = decode(text)
        except (ValueError, RecursionError) as error:
            raise DayFileError(code, row=number) from error
        if not isinstance(fact, dict) or end != len(text):
            raise DayFileError(code, row=number)
        found.append(fact)
    return found


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is repeated")
    return found


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)


_STRICT = json.JSONDecoder(
    object_pairs_hook=_unique_keys, parse_constant=_refuse, parse_float=_refuse
)
_WHOLE_NUMBERS = json.JSONDecoder(parse_constant=_refuse, parse_float=_refuse)


def parse_tables(members: Mapping[str, bytes]) -> DayTables:
    """Return all tables of a day file. Raises DayFileError with member and row."""
    return DayTables(
        **{
            name: parse_table(name, members[member])
            for name in ALL_ROW_TYPES
            if (member := f"{name}.csv") in members
        }
    )


def parse_table(name: str, data: bytes) -> tuple[Any, ...]:
    """Return the rows of one table. Raises DayFileError with member and row."""
    member = f"{name}.csv"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DayFileError("csv_encoding", member=member) from error
    if "\0" in text:
        raise DayFileError("csv_encoding", member=member)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(name, header, member)
        return tuple(_rows(reader, name, len(header), member))
    except csv.Error as error:
        raise _bad_row("csv_broken", member, reader.line_num) from error


def _bad_row(code: str, member: str, row: int) -> DayFileError:
    """Return the error of a row; its receipt is not known from the row alone."""
    return DayFileError(code, member=member, row=row, number=NO_RECEIPT)


def _check_header(name: str, header: list[str], member: str) -> None:
    ours = list(ALL_ROW_TYPES[name]._fields)
    if header[: len(ours)] != ours or len(set(header)) != len(header):
        raise DayFileError("csv_header", member=member)


def _rows(reader: Any, name: str, width: int, member: str) -> Any:
    converters = [_CONVERTERS[kind] for kind in column_types(name).values()]
    numbers = [i for i, convert in enumerate(converters) if convert is _whole]
    last = len(converters)
    make = ALL_ROW_TYPES[name]._make
    matches = _WHOLE.fullmatch
    for cells in reader:
        if len(cells) != width:
            raise _bad_row("csv_row", member, reader.line_num)
        del cells[last:]
        for i in numbers:
            if not matches(cells[i]):
                raise _bad_row("csv_number", member, reader.line_num)
            cells[i] = int(cells[i])
        if name == "tenders":
            cells[-1] = _boolean(cells[-1], member, reader.line_num)
        yield make(cells)


def _whole(text: str) -> int:
    return int(text)


def _boolean(text: str, member: str, row: int) -> bool:
    if text not in ("true", "false"):
        raise _bad_row("csv_truth", member, row)
    return text == "true"


_CONVERTERS: dict[str, Callable[[str], Any]] = {"int": _whole, "str": str, "bool": bool}


def parse_head(pos: object) -> DayHead:
    """Return the `pos` object after checking every key. Raises DayFileError."""
    if not isinstance(pos, dict):
        raise DayFileError("manifest_shape", key="pos")
    minor = _minor_of(pos.get("format"))
    read = _ObjectReader(pos)
    if minor and minor <= MINOR and read.whole("minor", 1) != minor:
        raise DayFileError("manifest_shape", key="minor")
    journal = read.nested("journal")
    return DayHead(
        event=read.match("event", _CODE),
        stand=read.match("stand", _CODE),
        till=read.match("till", _CODE),
        seat=read.whole("seat", 0, 25),
        till_id=read.text("till_id"),
        key=read.match("key", _HEX),
        day=read.day("day"),
        opened_at=read.time("opened_at"),
        closed_at=read.time("closed_at"),
        revision=read.whole("revision", 1, 999),
        supersedes=read.or_none("supersedes", _HEX),
        prev_day=read.or_none("prev_day", _HEX),
        first_number=read.or_none("first_number"),
        last_number=read.or_none("last_number"),
        totals=_totals(read.nested("totals")),
        running_total=read.whole("running_total"),
        journal=JournalRange(
            journal.whole("first", 1),
            journal.whole("last", 1),
            journal.match("prev", _HEX),
            journal.match("head", _HEX),
        ),
        app=read.text("app"),
        training=read.boolean("training"),
        replayed=read.boolean("replayed"),
        enrolled=read.or_none("enrolled"),
        continues=read.object_or_none("continues"),
        qris=read.object_or_none("qris") if read.has("qris") else None,
        minor=minor,
    )


def _totals(read: _ObjectReader) -> Totals:
    """The totals; a method newer than the file is missing in it, and zero."""
    later = [key for key in LATER_TOTALS if read.has(key)]
    return Totals.from_dict({key: read.whole(key) for key in (*REQUIRED_TOTALS, *later)})


def _minor_of(found: object) -> int:
    """Return the minor version of a format. Raises DayFileError for another major one."""
    if not isinstance(found, str) or not re.fullmatch(r"posday/[0-9]{1,3}(\.[0-9]{1,3})?", found):
        raise DayFileError("format_unknown", format=str(found)[:40])
    ours, theirs = (int(name.split("/")[1].split(".")[0]) for name in (FORMAT, found))
    if theirs > ours:
        raise DayFileError("format_newer", format=found)
    if theirs != ours:
        raise DayFileError("format_unknown", format=found)
    return int(found.partition(".")[2] or 0)


class _ObjectReader:
    """Reads typed values from one JSON object; an error names the invalid key."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._found = found

    def _get(self, key: str) -> Any:
        if key not in self._found:
            raise DayFileError("manifest_shape", key=key)
        return self._found[key]

    def has(self, key: str) -> bool:
        """Whether the key is there at all."""
        return key in self._found

    def text(self, key: str) -> str:
        value = self._get(key)
        if not isinstance(value, str) or not 0 < len(value) <= 200:
            raise DayFileError("manifest_shape", key=key)
        return value

    def match(self, key: str, pattern: re.Pattern[str]) -> str:
        value = self.text(key)
        if not pattern.fullmatch(value):
            raise DayFileError("manifest_shape", key=key)
        return value

    def time(self, key: str) -> str:
        """Return an existing time with its offset."""
        value = self.match(key, _TIME)
        try:
            datetime.fromisoformat(value)
        except ValueError as error:
            raise DayFileError("manifest_shape", key=key) from error
        return value

    def day(self, key: str) -> str:
        """Return a day that exists in the calendar."""
        value = self.match(key, _DAY)
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise DayFileError("manifest_shape", key=key) from error
        return value

    def or_none(self, key: str, pattern: re.Pattern[str] | None = None) -> str | None:
        if self._get(key) is None:
            return None
        return self.match(key, pattern) if pattern else self.text(key)

    def whole(self, key: str, least: int = -LIMIT, most: int = LIMIT) -> int:
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise DayFileError("manifest_shape", key=key)
        return value

    def boolean(self, key: str) -> bool:
        value = self._get(key)
        if not isinstance(value, bool):
            raise DayFileError("manifest_shape", key=key)
        return value

    def nested(self, key: str) -> _ObjectReader:
        value = self._get(key)
        if not isinstance(value, dict):
            raise DayFileError("manifest_shape", key=key)
        return _ObjectReader(value)

    def object_or_none(self, key: str) -> dict[str, object] | None:
        value = self._get(key)
        if value is not None and not isinstance(value, dict):
            raise DayFileError("manifest_shape", key=key)
        return value
