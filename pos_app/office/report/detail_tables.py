"""More tables of the report: further groupings, the lines of statements, and the files."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.dayfile.format import short_code
from pos_app.domain.payment_methods import METHODS
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.confirmed_totals import DEPOSIT, PAID_KEYS, PaymentRow
from pos_app.office.reconcile.status import Status
from pos_app.office.report.countries import country_words
from pos_app.office.report.statements import Line, Statement
from pos_app.office.report.table_words import made_table
from pos_app.office.report.tables import rounding_line
from pos_app.printing.paper_texts import paper_text
from pos_app.printing.tables import Cell, Column, Table
from pos_app.texts import text


def more_tables(status: Status, lang: LanguageCode = DEFAULT_LANGUAGE) -> list[Table]:
    """The confirmed totals by till, hour, country and way of paying, and against the list price."""
    found = status.confirmed
    hours = [(row.key, row.sales, row.net) for row in found.by_hour]
    countries = [(r.key, country_words(r.key, lang), r.sales, r.net) for r in found.by_country]
    prices = [(r.category, r.listed, r.sold, r.listed - r.sold) for r in found.by_price]
    return [
        _by_till(status, lang),
        made_table("by_hour", "hour:text sales:count net", hours, lang),
        made_table("by_country", "country:text name:text sales:count net", countries, lang),
        made_table(
            "by_price",
            "category:text listed sold less",
            prices,
            lang,
            rest=rounding_line(status.totals.rounding, 4, 2, lang),
        ),
        _by_payment(status, lang),
        _paid("paid_by_day", "day:day", found.paid_by_day, lang),
        _paid("paid_by_stand", "stand:text", found.paid_by_stand, lang),
        *_visitors(status, lang),
    ]


def hours_for_people(table: Table) -> Table:
    """The hours with words where there is none: of corrections whose sale is in no file."""
    unknown = text("report", "hour_unknown", table.lang)
    return table._replace(rows=tuple((row[0] or unknown, *row[1:]) for row in table.rows))


def _visitors(status: Status, lang: LanguageCode) -> list[Table]:
    """The table of visitors; none when the office has not counted any."""
    rows = tuple(status.visitors.items())
    return [made_table("visitors", "day:day visitors:count", rows, lang)] if rows else []


def _by_till(status: Status, lang: LanguageCode) -> Table:
    sums = ("gross", "discount", "refunds", "rounding", "net")
    rows = [
        (r.stand, r.till, r.totals.sales, r.qty, *(getattr(r.totals, key) for key in sums))
        for r in status.confirmed.by_till
    ]
    columns = f"stand:text till:text sales:count qty:count {' '.join(sums)}"
    return made_table("by_till", columns, rows, lang)


def _by_payment(status: Status, lang: LanguageCode) -> Table:
    paid = (*status.totals.by_method().items(), (DEPOSIT, -status.totals.deposits))
    rows = [(way, paper_text(way, lang), amount) for way, amount in paid if amount]
    return made_table("by_payment", "payment:text name:text net", rows, lang)


def _paid(name: str, key: str, rows: Iterable[PaymentRow], lang: LanguageCode) -> Table:
    """What was paid by each method; with orders a column of deposits, so that each row adds up."""
    rows = list(rows)
    found: list[tuple[Cell, ...]] = [(row.key, *row.values()) for row in rows]
    made = made_table(name, f"{key} net deposits", found, lang)
    day, net, deposits = made.columns
    columns = (day, *paid_columns(lang), net)
    if not any(row.totals.deposits for row in rows):
        return made._replace(columns=columns)
    told = ((*each, row.totals.deposits) for each, row in zip(found, rows, strict=True))
    return made._replace(columns=(*columns, deposits), rows=tuple(told))


def paid_columns(lang: LanguageCode) -> list[Column]:
    """A column for each method, and one for what is unconfirmed; headed as on a receipt."""
    words = [paper_text(each, lang) for each in (*METHODS, "of_it_unconfirmed")]
    return [Column(*pair) for pair in zip(PAID_KEYS[:-1], words, strict=True)]


def statement_tables(
    statements: Iterable[Statement], lang: LanguageCode = DEFAULT_LANGUAGE
) -> list[Table]:
    """The lines and the payouts of all statements."""
    statements = list(statements)
    lines = [(s.settlement.maker, *_line(line, lang)) for s in statements for line in s.lines]
    payouts = [
        (s.settlement.maker, p.day, p.stand, p.till, p.amount)
        for s in statements
        for p in s.payouts
    ]
    return [
        made_table("settlement_lines", LINE_COLUMNS, lines, lang),
        made_table("payouts", "maker:text day:day stand:text till:text amount", payouts, lang),
        *_payments(statements, lang),
    ]


def _payments(statements: Iterable[Statement], lang: LanguageCode) -> list[Table]:
    """The table of what the office paid; none before it paid anybody."""
    rows = [
        (s.settlement.maker, p.day, text("statement", f"way_{p.way}", lang), p.proof, p.amount)
        for s in statements
        for p in s.settlement.paid_by_office
    ]
    columns = "maker:text day:day way:text proof:text amount"
    return [made_table("payments", columns, rows, lang)] if rows else []


LINE_COLUMNS = (
    "maker:text day:day stand:text sku:text name:text list_price:price qty:count listed discount"
    " discount_by:text sold share_bp:percent share due corrected"
)


def _line(line: Line, lang: LanguageCode) -> tuple[Cell, ...]:
    bearer = text("statement", str(line.bearer), lang)
    return (
        *(line.day, line.stand, line.sku, line.name, line.list_price, line.qty, line.listed),
        *(line.discount, bearer, line.sold, line.share_bp, line.share, line.due, line.corrected),
    )


def files_table(status: Status, lang: LanguageCode = DEFAULT_LANGUAGE) -> Table:
    """Every day file that counts, with the code of its closing slip."""
    days = sorted(status.confirmed.days, key=lambda day: (day.day, day.seat_day))
    rows = [
        (
            *(day.day, day.stand, day.till, str(day.seat), str(day.revision)),
            short_code(day.identity),
            *(day.breakdown.totals.sales, day.breakdown.totals.net, day.identity),
        )
        for day in days
    ]
    columns = (
        "day:day stand:text till:text seat:text revision:text code:text sales:count net"
        " manifest:text"
    )
    return made_table("files", columns, rows, lang)
