"""Sales in the database: inserted once and never changed, read back as domain objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pos_app.domain.catalogue import sku_key
from pos_app.domain.day import (
    CashRow,
    CountRow,
    DayTables,
    LineRow,
    MakerRow,
    SaleRow,
    StockRow,
    TenderRow,
    drawer_rows,
)
from pos_app.domain.money import Rupiah
from pos_app.domain.order_rows import OrderRow
from pos_app.domain.payment_methods import NEEDS_CONFIRMATION, Method, sql_list
from pos_app.domain.sale import Sale, SaleKind, SaleLine, SaleTender
from pos_app.store.database import Database

_HEAD = "id, number, kind, refers_to, at, cashier, gross, discount, rounding, net, country, note"
_LINE = "line, sku, name, category, maker, share_bp, qty, list_price, unit_price, discount, amount"
_INSERT_SALE = (
    f"INSERT INTO sales (running, {_HEAD}, day, seq, running_total) VALUES ({', '.join('?' * 16)})"
)
_INSERT_LINE = f"INSERT INTO sale_lines (sale, {_LINE}) VALUES ({', '.join('?' * 12)})"
_INSERT_TENDER = "INSERT INTO sale_tenders VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_CASH = (
    "INSERT INTO cash (at, kind, amount, maker, reason, cashier, seq) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_STOCK = (
    "INSERT INTO stock_moves (at, sku, change, kind, reason, seq) VALUES (?, ?, ?, ?, ?, ?)"
)
_TAKE_STOCK = "UPDATE products SET stock = stock + ? WHERE sku_key = ?"
_CONFIRMED = (
    "(t.confirmed OR EXISTS (SELECT 1 FROM confirmations c"
    " WHERE c.sale = t.sale AND c.tender = t.tender))"
)


class TillCounters(NamedTuple):
    """The till's last running number and its net over its whole life in rupiah."""

    running: int
    running_total: Rupiah


def till_counters(database: Database) -> TillCounters:
    """Return the till's counters after the last sale; zeros before the first.

    Documents that were carried over from another laptop have no number of this one: they stand
    at places below 1.
    """
    row = database.execute(
        "SELECT max(running, 0), running_total FROM sales ORDER BY running DESC LIMIT 1"
    ).fetchone()
    return TillCounters(*row) if row else TillCounters(0, 0)


def carried_over(database: Database) -> int:
    """Return how many documents were carried over from another laptop, at places below 1."""
    return int(str(database.scalar("SELECT count(*) FROM sales WHERE running < 1")))


def count_documents(database: Database) -> tuple[dict[str, int], str]:
    """Return how many documents of each kind the till holds, and the newest one's number, or ''."""
    counts = database.execute("SELECT kind, count(*) FROM sales GROUP BY kind").fetchall()
    number = database.scalar("SELECT number FROM sales ORDER BY running DESC LIMIT 1")
    return dict(counts), str(number or "")


def insert_sale(
    database: Database, sale: Sale, running: int, day: str, seq: int, running_total: Rupiah
) -> None:
    """Insert a sale with its lines, tenders, cash and stock rows, in the caller's transaction."""
    database.execute(
        _INSERT_SALE,
        (
            running,
            sale.id,
            sale.number,
            sale.kind,
            sale.refers_to,
            sale.at,
            sale.cashier,
            sale.gross,
            sale.discount,
            sale.rounding,
            sale.net,
            sale.country,
            sale.note,
            day,
            seq,
            running_total,
        ),
    )
    database.executemany(_INSERT_LINE, [(running, *_line_values(line)) for line in sale.lines])
    database.executemany(
        _INSERT_TENDER,
        [
            (running, t.tender, t.method, t.amount, t.reference, int(t.confirmed))
            for t in sale.tenders
        ],
    )
    database.executemany(
        _INSERT_CASH,
        [
            (sale.at, kind, amount, "", sale.number, sale.cashier, seq)
            for kind, amount in drawer_rows(sale)
        ],
    )
    _move_stock(database, sale, seq)


def _move_stock(database: Database, sale: Sale, seq: int) -> None:
    kind = str(sale.kind)
    database.executemany(
        _INSERT_STOCK,
        [(sale.at, line.sku, -line.qty, kind, sale.number, seq) for line in sale.lines],
    )
    database.executemany(_TAKE_STOCK, [(-line.qty, sku_key(line.sku)) for line in sale.lines])


def _line_values(line: SaleLine) -> tuple[object, ...]:
    return (
        line.line,
        line.sku,
        line.name,
        line.category,
        line.maker,
        line.share_bp,
        line.qty,
        line.list_price,
        line.unit_price,
        line.discount,
        line.amount,
    )


def sale_by(database: Database, column: str, value: str) -> Sale | None:
    """Return the sale whose `column` (`id` or `number`) is `value`, or None."""
    assert column in ("id", "number")
    row = database.execute(
        f"SELECT running, {_HEAD} FROM sales WHERE {column} = ?", (value,)
    ).fetchone()
    return None if row is None else _sale(database, row)


def id_beginning(database: Database, text: str) -> str:
    """Return the id of a document that begins with `text`, or an empty text."""
    sql = "SELECT id FROM sales WHERE id >= ? AND id < ? LIMIT 1"
    return str(database.scalar(sql, text, text + "~") or "")


def _sale(database: Database, row: tuple[object, ...]) -> Sale:
    running, *head = row
    lines = database.execute(
        f"SELECT {_LINE} FROM sale_lines WHERE sale = ? ORDER BY line", (running,)
    )
    tenders = database.execute(
        f"SELECT tender, method, amount, reference, {_CONFIRMED}"
        " FROM sale_tenders t WHERE sale = ? ORDER BY tender",
        (running,),
    )
    values = dict(zip(_HEAD.split(", "), head, strict=True))
    values["kind"] = SaleKind(str(values["kind"]))
    return Sale(
        **values,  # type: ignore[arg-type]  # the columns are the fields, by name
        lines=tuple(SaleLine(*line) for line in lines),
        tenders=tuple(
            SaleTender(number, Method(method), amount, reference, bool(confirmed))
            for number, method, amount, reference, confirmed in tenders
        ),
    )


def corrections_of(database: Database, sale_id: str) -> list[Sale]:
    """Return the refunds and voids of a sale, in the order of their numbers."""
    rows = database.execute(
        f"SELECT running, {_HEAD} FROM sales WHERE refers_to = ? AND refers_to <> ''"
        " ORDER BY running",
        (sale_id,),
    ).fetchall()
    return [_sale(database, row) for row in rows]


def day_of_sale(database: Database, sale_id: str) -> str:
    """Return the business day of a sale."""
    return str(database.scalar("SELECT day FROM sales WHERE id = ?", sale_id))


class SaleSummary(NamedTuple):
    """One entry in the list of sales."""

    number: str
    id: str
    kind: str
    at: str
    net: Rupiah
    day: str


def summaries(database: Database, day: str | None = None) -> Iterator[SaleSummary]:
    """Yield the sales of a day, or of all days, in the order of their numbers."""
    where, values = ("WHERE day = ?", (day,)) if day else ("", ())
    for row in database.execute(
        f"SELECT number, id, kind, at, net, day FROM sales {where} ORDER BY running", values
    ):
        yield SaleSummary(*row)


def receipt_numbers(database: Database) -> Iterator[str]:
    """Yield the number of every document, in the order of their places."""
    for (number,) in database.execute("SELECT number FROM sales ORDER BY running"):
        yield number


def day_tables(database: Database, first: int, last: int) -> DayTables:
    """Return the tables of all rows that belong to journal rows `first` to `last`."""
    rows = day_rows(database, first, last)
    return DayTables(
        sales=tuple(map(SaleRow._make, rows["sales"])),
        lines=tuple(map(LineRow._make, rows["lines"])),
        tenders=tuple(TenderRow._make((*row[:-1], bool(row[-1]))) for row in rows["tenders"]),
        cash=tuple(map(CashRow._make, rows["cash"])),
        counts=tuple(map(CountRow._make, rows["counts"])),
        stock=tuple(map(StockRow._make, rows["stock"])),
        makers=day_makers(database),
        orders=tuple(map(OrderRow._make, rows["orders"])),
    )


def day_makers(database: Database) -> tuple[MakerRow, ...]:
    """Return the makers as a day file names them."""
    found = database.execute("SELECT code, name, share_bp, discount_by FROM makers ORDER BY code")
    return tuple(map(MakerRow._make, found))


_LINE_COLUMNS = ", ".join(f"t.{name}" for name in _LINE.split(", "))
_ORDER_COLUMNS = ", ".join(OrderRow._fields[1:])
_SPAN = "WHERE s.seq BETWEEN ? AND ? ORDER BY s.running"


def day_rows(
    database: Database, first: int, last: int, numbered: Mapping[str, int] | None = None
) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of `day_tables` as the database holds them, but the makers.

    `numbered`: how many rows of cash, counts, stock and orders the day has before `first`.
    """
    span, before = (first, last), numbered or {}

    def found(sql: str) -> list[tuple[Any, ...]]:
        return database.execute(sql, span).fetchall()

    def with_numbers(name: str, columns: str, table: str) -> list[tuple[Any, ...]]:
        sql = f"SELECT {columns} FROM {table} WHERE seq BETWEEN ? AND ? ORDER BY row"
        return [(n, *row) for n, row in enumerate(found(sql), 1 + before.get(name, 0))]

    return {
        "sales": found(f"SELECT {_HEAD} FROM sales s {_SPAN}"),
        "lines": found(
            f"SELECT s.id, {_LINE_COLUMNS} FROM sales s"
            f" CROSS JOIN sale_lines t ON t.sale = s.running {_SPAN}, t.line"
        ),
        "tenders": found(
            f"SELECT s.id, t.tender, t.method, t.amount, t.reference, {_CONFIRMED}"
            f" FROM sales s CROSS JOIN sale_tenders t ON t.sale = s.running {_SPAN}, t.tender"
        ),
        "cash": with_numbers("cash", "at, kind, amount, maker, reason, cashier", "cash"),
        "counts": with_numbers("counts", "at, denomination, pieces, cashier, role", "counts"),
        "stock": with_numbers("stock", "at, sku, change, kind, reason", "stock_moves"),
        "orders": with_numbers("orders", _ORDER_COLUMNS, "order_events"),
    }


def corrected_ids(database: Database, first: int) -> set[str]:
    """Return the ids that the refunds and voids from journal row `first` on refer to."""
    rows = database.execute(
        "SELECT refers_to FROM sales WHERE seq >= ? AND refers_to <> ''", (first,)
    )
    return {sale_id for (sale_id,) in rows}


def has_document(database: Database, running: int, sale_id: str) -> bool:
    """Return whether the document at that place has that id."""
    sql = "SELECT 1 FROM sales WHERE running = ? AND id = ?"
    return bool(database.scalar(sql, running, sale_id))


def insert_request(database: Database, ref: str, digest: bytes, answer: str, running: int) -> None:
    """Store the answer to a request for good, so that a repeated request gets the same answer."""
    database.execute("INSERT INTO requests VALUES (?, ?, ?, ?)", (ref, digest, answer, running))


def request(database: Database, ref: str) -> tuple[bytes, str] | None:
    """Return (digest of the request, answer) for `ref`, or None."""
    row = database.execute("SELECT digest, answer FROM requests WHERE ref = ?", (ref,)).fetchone()
    return None if row is None else (row[0], row[1])


def sale_of_request(database: Database, ref: str) -> Sale | None:
    """Return the document that a request made, or None."""
    row = database.execute(
        f"SELECT running, {_HEAD} FROM sales"
        " WHERE running = (SELECT sale FROM requests WHERE ref = ?)",
        (ref,),
    ).fetchone()
    return None if row is None else _sale(database, row)


def unconfirmed(database: Database, first_seq: int) -> list[tuple[str, str, str, int, Rupiah, str]]:
    """Return unconfirmed (QRIS) tenders from journal row `first_seq` on, except of voided sales.

    Each is (number, sale id, time, tender, amount, reference).
    """
    rows = database.execute(
        "SELECT s.number, s.id, s.at, t.tender, t.amount, t.reference"
        " FROM sale_tenders t JOIN sales s ON s.running = t.sale"
        f" WHERE s.seq >= ? AND s.kind IN ('sale', 'deposit')"
        f" AND t.method IN ({sql_list(NEEDS_CONFIRMATION)})"
        f" AND NOT {_CONFIRMED} AND NOT EXISTS"
        " (SELECT 1 FROM sales v"
        " WHERE v.refers_to = s.id AND v.refers_to <> '' AND v.kind = 'void')"
        " ORDER BY s.running, t.tender",
        (first_seq,),
    )
    return rows.fetchall()


def insert_confirmation(database: Database, sale_id: str, tender: int, seq: int) -> None:
    """Store that the cashier saw a QRIS payment arrive."""
    database.execute(
        "INSERT INTO confirmations (sale, tender, seq)"
        " SELECT running, ?, ? FROM sales WHERE id = ?",
        (tender, seq, sale_id),
    )
