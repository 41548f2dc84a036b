"""Searches stored sales by number, amount, time, product or maker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.domain.payment_methods import NEEDS_CONFIRMATION, sql_list
from pos_app.store.database import Database

_CONFIRMED = "EXISTS (SELECT 1 FROM confirmations c WHERE c.sale = t.sale AND c.tender = t.tender)"
# The index of corrections leaves out empty references; without saying so SQLite may read all sales.
_COLUMNS = f"""
    s.number, s.id, s.kind, s.at, s.day, s.cashier, s.net,
    (SELECT group_concat(DISTINCT t.method) FROM sale_tenders t
        WHERE t.sale = s.running AND t.method <> 'change'),
    (SELECT count(*) FROM sale_tenders t
        WHERE t.sale = s.running AND t.method IN ({sql_list(NEEDS_CONFIRMATION)})
        AND NOT t.confirmed AND NOT {_CONFIRMED}),
    (SELECT group_concat(DISTINCT c.kind) FROM sales c
        WHERE c.refers_to = s.id AND c.refers_to <> '')
"""
# Documents of days that another laptop of the till closed, with the columns of a sale.
_EARLIER_DOCUMENTS = """
    SELECT id, number, refers_to, day, at, fact, json_extract(fact, '$.kind') AS kind,
        json_extract(fact, '$.by') AS cashier, json_extract(fact, '$.sale.net') AS net
        FROM earlier_documents
"""
_EARLIER = f"""
    s.number, s.id, s.kind, s.at, s.day, s.cashier, s.net,
    (SELECT group_concat(DISTINCT json_extract(t.value, '$.method'))
        FROM json_each(s.fact, '$.tenders') t
        WHERE json_extract(t.value, '$.method') <> 'change'),
    (SELECT count(*) FROM json_each(s.fact, '$.tenders') t
        WHERE json_extract(t.value, '$.method') IN ({sql_list(NEEDS_CONFIRMATION)})
        AND NOT json_extract(t.value, '$.confirmed')),
    (SELECT group_concat(DISTINCT c.kind) FROM (
        SELECT kind FROM sales WHERE refers_to = s.id AND refers_to <> ''
        UNION SELECT json_extract(fact, '$.kind') FROM earlier_documents
            WHERE refers_to = s.id AND refers_to <> '') c)
"""


@dataclass(frozen=True, slots=True)
class SaleListRow:
    """One document of the till as shown in a list.

    `ways` are its payment methods, `corrected` the kinds (refund, void) of its corrections.
    """

    number: str
    id: str
    kind: str
    at: str
    day: str
    cashier: str
    net: Rupiah
    ways: tuple[str, ...]
    unconfirmed: bool
    corrected: frozenset[str]


def newest_running(database: Database) -> int:
    """Return the running number of the newest document, 0 if there is none."""
    return int(str(database.scalar("SELECT max(running) FROM sales") or 0))


def day_after(database: Database, floor: int) -> str:
    """Return the business day of the first document after running number `floor`, or empty."""
    sql = "SELECT day FROM sales WHERE running > ? ORDER BY running LIMIT 1"
    return str(database.scalar(sql, floor) or "")


class Reach(NamedTuple):
    """Which documents are read: those after running number `floor`.

    Those whose number has the ending `number` are found before it, too, without reading all.
    """

    floor: int
    number: str


def search(
    database: Database,
    conditions: Sequence[str],
    values: Sequence[object],
    most: int,
    reach: Reach | None = None,
) -> list[SaleListRow]:
    """Return the newest `most` documents that meet the first condition and any of the others.

    This laptop's own come first, then those of earlier days of another laptop of the till. Without
    `reach` all are read.
    """
    day, *others = conditions
    where = f"({day})" + (f" AND ({' OR '.join(others)})" if others else "")
    found = [_row(*row) for row in _own(database, where, values, most, reach)]
    earlier = where.replace(IN_LINES, _IN_EARLIER_LINES)
    rows = database.execute(
        f"SELECT {_EARLIER} FROM (SELECT * FROM ({_EARLIER_DOCUMENTS}) s WHERE {earlier}"
        " ORDER BY s.at DESC, s.number DESC LIMIT ?) s ORDER BY s.at DESC, s.number DESC",
        (*values, most - len(found)),
    )
    return found + [_row(*row) for row in rows]


def _own(
    database: Database, where: str, values: Sequence[object], most: int, reach: Reach | None
) -> Iterable[tuple[Any, ...]]:
    """Return the columns of this laptop's documents, the newest first."""
    if reach is None:
        return database.execute(
            f"SELECT {_COLUMNS} FROM sales s WHERE {where} ORDER BY s.running DESC LIMIT ?",
            (*values, most),
        )
    read = database.execute(
        f"SELECT s.running FROM sales s WHERE s.running > ? AND {where}"
        " ORDER BY s.running DESC LIMIT ?",
        (reach.floor, *values, most),
    ).fetchall()
    wanted = {running for (running,) in read} | set(_by_ending(database, reach.number, most))
    newest = sorted(wanted, reverse=True)[:most]
    marks = ", ".join("?" * len(newest))
    return database.execute(
        f"SELECT {_COLUMNS} FROM sales s WHERE s.running IN ({marks}) ORDER BY s.running DESC",
        newest,
    )


def _by_ending(database: Database, ending: str, most: int) -> list[int]:
    """Return the newest documents whose number has this ending.

    A number ends with the running number, which is the key. Documents that were carried over from
    another laptop have that one's numbers and keys below 1.
    """
    like = _escaped(ending)
    found = _candidates(newest_running(database), ending, most)
    marks = ", ".join("?" * len(found))
    rows = database.execute(
        f"SELECT running FROM sales WHERE (running IN ({marks}) OR running < 1)"
        " AND number LIKE ? ESCAPE '\\'",
        (*found, f"%{like}"),
    ).fetchall()
    return [running for (running,) in rows]


def _candidates(newest: int, ending: str, most: int) -> list[int]:
    head, digits = _ENDING.fullmatch(ending).groups()  # type: ignore[union-attr]
    if not digits or len(digits) > _MOST_DIGITS:
        return []
    last, step = int(digits), 10 ** len(digits)
    if head:  # the digits are the whole running number
        return [last]
    return list(range(last + max(0, newest - last) // step * step, 0, -step))[:most]


_ENDING = re.compile(r"(.*?)([0-9]*)", re.DOTALL)
_MOST_DIGITS = 15


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _row(
    number: str,
    id_: str,
    kind: str,
    at: str,
    day: str,
    cashier: str,
    net: int,
    ways: str | None,
    unconfirmed: int,
    corrected: str | None,
) -> SaleListRow:
    return SaleListRow(
        number,
        id_,
        kind,
        at,
        day,
        cashier,
        net,
        tuple((ways or "").split(",")) if ways else (),
        bool(unconfirmed),
        frozenset((corrected or "").split(",")) - {""},
    )


IN_LINES = (
    "EXISTS (SELECT 1 FROM sale_lines l LEFT JOIN makers m ON m.code = l.maker"
    " WHERE l.sale = s.running AND (l.name LIKE ? ESCAPE '\\' OR l.sku LIKE ? ESCAPE '\\'"
    " OR l.maker LIKE ? ESCAPE '\\' OR m.name LIKE ? ESCAPE '\\'))"
)
_IN_EARLIER_LINES = (
    "EXISTS (SELECT 1 FROM json_each(s.fact, '$.lines') l"
    " LEFT JOIN makers m ON m.code = json_extract(l.value, '$.maker')"
    " WHERE (json_extract(l.value, '$.name') LIKE ? ESCAPE '\\'"
    " OR json_extract(l.value, '$.sku') LIKE ? ESCAPE '\\'"
    " OR json_extract(l.value, '$.maker') LIKE ? ESCAPE '\\' OR m.name LIKE ? ESCAPE '\\'))"
)
IS_NUMBER = "s.number = ?"
BY_NUMBER = "s.number LIKE ? ESCAPE '\\'"
BY_AMOUNT = "abs(s.net) = ?"
BY_TIME = "substr(s.at, 12, 5) = ?"
