"""Searches stored sales by number, amount, time, product or maker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


def search(
    database: Database, conditions: Sequence[str], values: Sequence[object], most: int
) -> list[SaleListRow]:
    """Return the newest `most` documents that meet the first condition and any of the others.

    This laptop's own come first, then those of earlier days of another laptop of the till.
    """
    day, *others = conditions
    where = f"({day})" + (f" AND ({' OR '.join(others)})" if others else "")
    rows = database.execute(
        f"SELECT {_COLUMNS} FROM sales s WHERE {where} ORDER BY s.running DESC LIMIT ?",
        (*values, most),
    )
    found = [_row(*row) for row in rows]
    earlier = where.replace(IN_LINES, _IN_EARLIER_LINES)
    rows = database.execute(
        f"SELECT {_EARLIER} FROM (SELECT * FROM ({_EARLIER_DOCUMENTS}) s WHERE {earlier}"
        " ORDER BY s.at DESC, s.number DESC LIMIT ?) s ORDER BY s.at DESC, s.number DESC",
        (*values, most - len(found)),
    )
    return found + [_row(*row) for row in rows]


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
BY_NUMBER = "s.number LIKE ? ESCAPE '\\'"
BY_AMOUNT = "abs(s.net) = ?"
BY_TIME = "substr(s.at, 12, 5) = ?"
