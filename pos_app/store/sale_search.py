"""Searches stored sales by number, amount, time, product or maker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
        WHERE c.refers_to = s.id AND c.refers_to <> ''),
    s.running
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
            WHERE refers_to = s.id AND refers_to <> '') c),
    NULL
"""


@dataclass(frozen=True, slots=True)
class SaleListRow:
    """One document of the till as shown in a list.

    `ways` are its payment methods, `corrected` the kinds (refund, void) of its corrections.
    `place` is its running number in this laptop, None for one of earlier days of another laptop.
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
    place: int | None = None


def newest_running(database: Database) -> int:
    """Return the running number of the newest document, 0 if there is none."""
    return int(str(database.scalar("SELECT max(running) FROM sales") or 0))


def oldest_running(database: Database) -> int:
    """Return the running number of the oldest document: below 1 if it was carried over."""
    return int(str(database.scalar("SELECT min(running) FROM sales") or 0))


def has_more_earlier_than(database: Database, count: int) -> bool:
    """Return whether there are more documents of another laptop's earlier days than `count`."""
    sql = "SELECT 1 FROM earlier_documents LIMIT 1 OFFSET ?"
    return database.scalar(sql, count) is not None


def day_after(database: Database, floor: int) -> str:
    """Return the business day of the first document after running number `floor`, or empty."""
    sql = "SELECT day FROM sales WHERE running > ? ORDER BY running LIMIT 1"
    return str(database.scalar(sql, floor) or "")


class Wanted(NamedTuple):
    """Which documents are looked for: those that meet `where`, SQL with its `values`.

    At most the newest `most` are returned.
    """

    where: str
    values: Sequence[object]
    most: int


def wanted(conditions: Sequence[str], values: Sequence[object], most: int) -> Wanted:
    """Return what meets the first condition and any of the others."""
    first, *others = conditions
    where = f"({first})" + (f" AND ({' OR '.join(others)})" if others else "")
    return Wanted(where, values, most)


def search(database: Database, asked: Wanted) -> list[SaleListRow]:
    """Return the newest documents, however many have to be read for it.

    This laptop's own come first, then those of earlier days of another laptop of the till.
    """
    found = database.execute(
        f"SELECT {_COLUMNS} FROM sales s WHERE {asked.where} ORDER BY s.running DESC LIMIT ?",
        (*asked.values, asked.most),
    )
    own = [_row(*row) for row in found]
    return own + search_earlier(database, asked._replace(most=asked.most - len(own)))


def search_earlier(database: Database, asked: Wanted) -> list[SaleListRow]:
    """Return the newest documents of days that another laptop of the till closed."""
    where = asked.where.replace(IN_LINES, _IN_EARLIER_LINES)
    rows = database.execute(
        f"SELECT {_EARLIER} FROM (SELECT * FROM ({_EARLIER_DOCUMENTS}) s WHERE {where}"
        " ORDER BY s.at DESC, s.number DESC LIMIT ?) s ORDER BY s.at DESC, s.number DESC",
        (*asked.values, asked.most),
    )
    return [_row(*row) for row in rows]


def search_between(
    database: Database, asked: Wanted, after: int, upto: int, ending: str = ""
) -> list[SaleListRow]:
    """Return this laptop's documents of running numbers after `after`, up to `upto`.

    Those whose number has the `ending` are found before them, too, without reading all.
    """
    read = database.execute(
        f"SELECT s.running FROM sales s WHERE s.running > ? AND s.running <= ? AND {asked.where}"
        " ORDER BY s.running DESC LIMIT ?",
        (after, upto, *asked.values, asked.most),
    ).fetchall()
    found = {running for (running,) in read}
    found |= set(_by_ending(database, ending, asked.most)) if ending else set()
    newest = sorted(found, reverse=True)[: asked.most]
    if not newest:
        return []
    marks = ", ".join("?" * len(newest))
    rows = database.execute(
        f"SELECT {_COLUMNS} FROM sales s WHERE s.running IN ({marks}) ORDER BY s.running DESC",
        newest,
    )
    return [_row(*row) for row in rows]


def _by_ending(database: Database, ending: str, most: int) -> list[int]:
    """Return the newest documents whose number has this ending.

    A number ends with the running number, which is the key. Documents that were carried over from
    another laptop have that one's numbers and keys below 1.
    """
    like = f"%{_escaped(ending)}"
    found = _candidates(newest_running(database), ending, most)
    marks = ", ".join("?" * len(found)) or "NULL"  # for an empty list SQLite reads all sales
    ends = "number LIKE ? ESCAPE '\\'"
    rows = database.execute(
        f"SELECT running FROM sales WHERE running IN ({marks}) AND {ends}"
        f" UNION ALL SELECT running FROM sales WHERE running < 1 AND {ends}",
        (*found, like, like),
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
    place: int | None,
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
        place,
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
