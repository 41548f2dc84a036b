"""Changes of an event's plan after its book was made: a new stand, till, day, maker, telephone.

A change is one table of the plan. A stand, maker or person with a code that the plan has gets the
given keys in place of its own; another code is added. The part `event` changes keys of the event.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from pos_app.domain.catalogue import sku_key
from pos_app.errors import Problem, Refused
from pos_app.office.plan.event_plan import (
    MAKER_KEYS,
    STAND_KEYS,
    EventPlan,
    plan_tables,
    read_tables,
)
from pos_app.office.plan.plan_extras import STAFF_KEYS

PARTS = ("event", "stand", "maker", "staff")
"""What a change may be about, in the order in which changes are applied."""
MAX_TABLE = 8_000
_EVENT_KEYS = frozenset(
    (
        *("name", "start", "end", "target", "cash_rounding", "earlier", "receipt_footer"),
        *("issuer", "place"),
    )
)
# Without `goods`: the sheets are read when the book is made.
_KEYS = {"stand": STAND_KEYS - {"goods"}, "maker": MAKER_KEYS, "staff": STAFF_KEYS}
_SHARE = "share_pct"


class ChangeSubject(NamedTuple):
    """What a change is about: one of PARTS, and the code there (empty for the event)."""

    part: str
    code: str


class TableChange(NamedTuple):
    """The keys of one table of the plan; days are ISO texts, shares decimal texts."""

    subject: ChangeSubject
    table: Mapping[str, Any]

    def as_text(self) -> str:
        """The table as canonical JSON."""
        return json.dumps(self.table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_changes(toml: bytes, file: str | None = None) -> tuple[TableChange, ...]:
    """The changes in a TOML text with the plan's keys.

    Raises Refused `plan_not_toml`, `plan_too_large`, `plan_change_unknown` for keys that cannot be
    changed, `plan_change_empty`.
    """
    tables = plan_tables(toml, file)
    event = {key: value for key, value in tables.items() if key not in PARTS}
    found = [TableChange(ChangeSubject("event", ""), plain_table(event))] if event else []
    unknown = sorted(event.keys() - _EVENT_KEYS)
    for part, entry in _entries(tables):
        if not isinstance(entry, dict) or not str(entry.get("code", "")):
            unknown.append(part)
            continue
        unknown += [f"{part} {key}" for key in sorted(entry.keys() - _KEYS[part])]
        found.append(TableChange(ChangeSubject(part, str(entry["code"])), plain_table(entry)))
    problems = [Problem("plan_change_unknown", facts={"key": k[:40]}, file=file) for k in unknown]
    if problems or not found:
        raise Refused(problems or [Problem("plan_change_empty", file=file)])
    return tuple(found)


def _entries(tables: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yields every entry of a list of tables, with its part."""
    for part in PARTS[1:]:
        entries = tables.get(part, [])
        for entry in entries if isinstance(entries, list) else [entries]:
            yield part, entry


def change_of(part: str, code: str, text: str) -> TableChange:
    """The change that `as_text` wrote. Raises ValueError for any other text."""
    table = json.loads(text)
    subject = ChangeSubject(part, code)
    if part not in PARTS or not isinstance(table, dict) or len(text) > MAX_TABLE:
        raise ValueError("not a change of a plan")
    change = TableChange(subject, table)
    if change.as_text() != text:
        raise ValueError("not canonical")
    return change


def changed_plan(toml: bytes, changes: Iterable[TableChange]) -> EventPlan:
    """The plan with its changes, whatever their order.

    Changes that do not fit together (one of them was undone, say) are left out one by one, until
    the plan can be read.
    """
    return read_tables(changed_tables(toml, changes))[0]


def changed_tables(toml: bytes, changes: Iterable[TableChange]) -> dict[str, Any]:
    """The tables of the plan with those of its changes that fit together."""
    base = plan_tables(toml, None)
    ordered = sorted(changes, key=lambda c: (PARTS.index(c.subject.part), c.subject, c.as_text()))
    if _fit(base, ordered):
        return _with_changes(base, ordered)
    fitting: list[TableChange] = []
    for change in ordered:
        if _fit(base, [*fitting, change]):
            fitting.append(change)
    return _with_changes(base, fitting)


def _fit(base: Mapping[str, Any], changes: Iterable[TableChange]) -> bool:
    try:
        read_tables(_with_changes(base, changes))
    except Refused:
        return False
    return True


def problems_of(toml: bytes, changes: Sequence[TableChange]) -> tuple[Problem, ...]:
    """The errors of a plan with all these changes."""
    try:
        read_tables(_with_changes(plan_tables(toml, None), changes))
    except Refused as error:
        return error.problems
    return ()


def _with_changes(base: Mapping[str, Any], changes: Iterable[TableChange]) -> dict[str, Any]:
    tables = dict(base)
    for change in changes:
        part, code = change.subject
        table = typed_table(change.table)
        if part == "event":
            tables.update(table)
        else:
            tables[part] = _merged(tables.get(part, []), code, table)
    return tables


def _merged(entries: Any, code: str, table: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The entries with one changed; a new one goes to the end, so that till numbers stay."""
    found = [dict(entry) for entry in entries]
    for entry in found:
        if sku_key(str(entry.get("code", ""))) == sku_key(code):
            entry.update({key: value for key, value in table.items() if key != "code"})
            return list(found)
    return [*found, {**table, "code": code}]


def plain_table(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table with days and decimals as texts, so that it can be written as JSON."""
    return {str(key): _plain_value(value) for key, value in table.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, dict):
        return plain_table(value)
    if isinstance(value, list):
        return [_plain_value(each) for each in value]
    if isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def typed_table(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table as the plan's reader wants it, from its JSON values."""
    return {key: _typed(key, value) for key, value in table.items()}


def _typed(key: str, value: Any) -> Any:
    """A value as the plan's reader wants it: a share is a decimal again."""
    if key != _SHARE or not isinstance(value, str):
        return value
    try:
        return Decimal(value)
    except ArithmeticError:
        return value
