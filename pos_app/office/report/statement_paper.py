"""A maker's statement on A4: sales, discounts, the amount owed, and room for signatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from pos_app.dayfile.format import short_code
from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.money import Rupiah, format_rupiah, group_digits
from pos_app.domain.settlement import Settlement
from pos_app.office.reconcile.status import Status
from pos_app.office.report.detail_tables import BEARERS
from pos_app.office.report.statements import Line, Statement
from pos_app.office.report.words import day_words
from pos_app.printing import a4_page, page_parts
from pos_app.printing.tables import Cell, Column, Table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

PROVISIONAL = "SEMENTARA"
_NAMED = 12
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]

_PLACE = (Column("day", "Hari", "text"), Column("stand", "Stan", "text"))
_PRODUCT = (Column("name", "Barang", "text"), Column("list_price", "Harga daftar", "price"))
_BP = (Column("share_bp", "Bagi hasil", "percent"),)
_SUMS = (
    Column("qty", "Buah", "count"),
    Column("discount", "Diskon", "count"),
    Column("sold", "Dibayar", "count"),
    Column("share", "Komisi", "count"),
    Column("due", "Hak perajin", "count"),
)
_MOST_DAYS = 7
MOST_LINES = 40
"""A statement with more lines is summed up by product, and by stand and day."""


def statement_pdf(status: Status, statement: Statement) -> bytes:
    """The statement as a PDF; the same status gives the same bytes."""
    settlement = statement.settlement
    plan = status.plan
    story = [
        *a4_page.page_heading(
            "Setoran perajin",
            _who(settlement),
            f"{plan.name} · {plan.code} · {day_words(plan.start)} – {day_words(plan.end)}",
        ),
        *_state(status, statement),
        a4_page.spacer(14),
        a4_page.paragraph("Sisa setoran", 11, color=a4_page.MUTED, after=0),
        a4_page.paragraph(format_rupiah(settlement.payable), 34, strong=True, after=4),
        *_warnings(statement),
        *a4_page.unsplit_table_block(_account(statement), sums=False),
        *(block for table in _sold(statement) for block in a4_page.unsplit_table_block(table)),
        *a4_page.unsplit_table_block(_payouts(statement)),
        *_files(statement),
        page_parts.keep_together(
            a4_page.spacer(26), *page_parts.signatures("Diserahkan oleh", "Diterima perajin")
        ),
    ]
    state = PROVISIONAL if statement.provisional else "lengkap"
    footer = f"{plan.code} · {settlement.name} · sampai {day_words(status.through)} · {state}"
    return a4_page.build_pdf(f"Setoran {settlement.name}", story, footer)


def _who(settlement: Settlement) -> str:
    name, code = settlement.name, settlement.maker
    return name if name == code else f"{name} ({code})"


def _state(status: Status, statement: Statement) -> list[Flowable]:
    """A banner that says whether the statement is final, and which files it waits for."""
    through = day_words(status.through)
    if not statement.provisional:
        head = f"Lengkap sampai {through}: semua stan yang membawa barang ini sudah masuk."
        return page_parts.banner(head, (), a4_page.ACCENT)
    places = [f"{stand}-{till} {_short(day)}" for stand, till, day in statement.waiting]
    named = ", ".join(places[:_NAMED])
    left = len(places) - _NAMED
    more = f", dan {left} lagi" if left > 0 else ""
    head = f"{PROVISIONAL}: angka ini masih dapat berubah."
    return page_parts.banner(head, [f"Menunggu kejelasan: {named}{more}."], a4_page.AMBER)


def _warnings(statement: Statement) -> list[Flowable]:
    settlement = statement.settlement
    if not settlement.lacks_planned_share:
        return []
    percent = f"{settlement.planned_bp / 100:g}".replace(".", ",")
    text = f"Komisi stan {percent}% di rencana, tetapi 0% di kasir"
    return [a4_page.paragraph(text, 10, color=a4_page.AMBER, after=4)]


def _account(statement: Statement) -> Table:
    """The calculation from the list price to the amount that is left to pay."""
    settlement, lines = statement.settlement, statement.lines
    by_maker = _discount(lines, DiscountBearer.MAKER)
    by_stand = _discount(lines, DiscountBearer.STAND)
    rows: list[tuple[Cell, ...]] = [
        (f"{group_digits(settlement.qty)} buah menurut harga daftar", sum(x.listed for x in lines))
    ]
    if by_maker or not by_stand:
        rows.append(("Diskon dan nego, ditanggung perajin", -by_maker))
    if by_stand:
        text = f"Diskon dan nego {format_rupiah(by_stand)}, ditanggung stan"
        rows.append((text, 0))
    rows += [
        ("Komisi stan", -settlement.share),
        ("Hak perajin", settlement.due),
        ("Sudah dibayar di kasir", -settlement.paid_out),
        ("Sisa setoran", settlement.payable),
    ]
    columns = (Column("what", "", "text"), Column("amount", "Rupiah"))
    return Table("account", "Perhitungan", columns, tuple(rows))


def _discount(lines: tuple[Line, ...], bearer: DiscountBearer) -> Rupiah:
    return sum(line.discount for line in lines if line.bearer is bearer)


def _sold(statement: Statement) -> list[Table]:
    """All lines; if there are many, their sums by product and by stand and day."""
    bearers = " dan ".join(BEARERS[bearer] for bearer in statement.bearers)
    discounts = any(line.discount for line in statement.lines)
    unit = f"rupiah; diskon ditanggung {bearers}" if discounts else "rupiah"
    title = f"Barang terjual ({unit})"
    if len(statement.lines) <= MOST_LINES:
        columns = (*_PLACE, *_PRODUCT, *_BP, *_SUMS)
        return [_by(columns, title, statement.lines, lambda line: (*_place(line), *_product(line)))]
    return [
        _by((*_PRODUCT, *_BP, *_SUMS), title, sorted(statement.lines, key=_product), _product),
        *_by_place(statement, unit),
    ]


def _by_place(statement: Statement, unit: str) -> list[Table]:
    """The amounts by stand and day: one table, or two when there are too many days for columns."""
    lines = statement.lines
    days = sorted({line.day for line in lines})
    if len(days) > _MOST_DAYS:
        by_day = _by((_PLACE[0], *_SUMS), f"Per hari ({unit})", lines, lambda x: (_short(x.day),))
        lines = tuple(sorted(lines, key=lambda line: line.stand))
        return [_by((_PLACE[1], *_SUMS), f"Per stan ({unit})", lines, lambda x: (x.stand,)), by_day]
    due = Counter[tuple[str, str]]()
    for line in lines:
        due[line.stand, line.day] += line.due
    rows: list[tuple[Cell, ...]] = []
    for stand in sorted({line.stand for line in lines}):
        found = [due[stand, day] for day in days]
        rows.append((stand, *found, sum(found)))
    columns = (
        Column("stand", "Stan", "text"),
        *(Column(day, _short(day), "count") for day in days),
        Column("due", "Hak perajin", "count"),
    )
    return [Table("places", "Hak perajin per stan dan hari (rupiah)", columns, tuple(rows))]


def _by(
    columns: tuple[Column, ...],
    title: str,
    lines: Iterable[Line],
    key: Callable[[Line], tuple[Cell, ...]],
) -> Table:
    """The sums of the lines with the same key, in the order of the lines."""
    sums: dict[tuple[Cell, ...], list[int]] = {}
    for line in lines:
        row = sums.setdefault(key(line), [0] * len(_SUMS))
        for at, column in enumerate(_SUMS):
            row[at] += getattr(line, column.key)
    return Table("lines", title, columns, tuple((*key, *row) for key, row in sums.items()))


def _place(line: Line) -> tuple[str, str]:
    return _short(line.day), line.stand


def _product(line: Line) -> tuple[str, int, int]:
    name = f"{line.name} · {line.sku}" if line.sku else line.name
    return name, line.list_price, line.share_bp


def _payouts(statement: Statement) -> Table:
    columns = (
        Column("day", "Hari", "text"),
        Column("place", "Stan dan kasir", "text"),
        Column("amount", "Rupiah"),
    )
    rows = [(day_words(p.day), f"{p.stand}-{p.till}", p.amount) for p in statement.payouts]
    return Table("payouts", "Sudah dibayar di kasir", columns, tuple(rows))


def _files(statement: Statement) -> list[Flowable]:
    """The day files from which the statement was calculated, with their codes."""
    found = [
        f"{_short(day.day)} {day.stand}-{day.till} r{day.revision} {short_code(day.identity)}"
        for day in statement.files
    ]
    if not found:
        return []
    text = f"Dihitung dari {len(found)} berkas harian: {' · '.join(found)}."
    return [a4_page.spacer(14), a4_page.paragraph(text, 7.5, color=a4_page.MUTED, after=0)]


def _short(day: str) -> str:
    """A day without its year: `25 Okt` for `2023-10-25`."""
    return f"{int(day[8:])} {_MONTHS[int(day[5:7]) - 1]}"
