"""A status as tables for the PDF, the workbook and CSV, in a chosen language."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.dayfile.format import short_code
from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.settlement import Settlement
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.confirmed_totals import TotalsRow
from pos_app.office.reconcile.status import Status
from pos_app.office.report.table_words import made_table
from pos_app.printing.tables import Cell, Table
from pos_app.texts import text

_SUMS = "qty:count gross discount refunds"
_LINES = f"{_SUMS} net"
_FIGURES = f"sales:count {_SUMS} rounding net"


def total_tables(status: Status, lang: LanguageCode = DEFAULT_LANGUAGE) -> list[Table]:
    """The confirmed totals by day, stand, maker and category.

    Makers and categories have no part in the rounding of cash; a line of its own states it, so
    that every table ends in the same net.
    """
    found = status.confirmed
    names = {stand.code: stand.name for stand in status.plan.stands}
    days = [(row.key, *_figures(row)) for row in found.by_day]
    stands = [(row.key, names.get(row.key, ""), *_figures(row)) for row in found.by_stand]
    makers = [(row.key, str(dict(row.extra)["name"]), *_sums(row)) for row in found.by_maker]
    categories = [(row.key, *_sums(row)) for row in found.by_category]
    rounding = status.totals.rounding
    return [
        made_table("by_day", f"day:day {_FIGURES}", days, lang),
        made_table("by_stand", f"stand:text name:text {_FIGURES}", stands, lang),
        made_table(
            "by_maker",
            f"maker:text name:text {_LINES}",
            makers,
            lang,
            rest=rounding_line(rounding, 7, 6, lang),
        ),
        made_table(
            "by_category",
            f"category:text {_LINES}",
            categories,
            lang,
            rest=rounding_line(rounding, 6, 5, lang),
        ),
    ]


def rounding_line(
    rounding: Rupiah, width: int, at: int, lang: LanguageCode
) -> list[tuple[Cell, ...]]:
    """A line of `width` columns with the rounding in column `at`; none without any rounding."""
    if not rounding:
        return []
    cells: list[Cell] = [text("report", "rounding", lang), *[""] * (width - 1)]
    cells[at] = rounding
    return [tuple(cells)]


def _sums(row: TotalsRow) -> tuple[Cell, ...]:
    return row.qty, row.gross, row.discount, row.refunds, row.net


def _figures(row: TotalsRow) -> tuple[Cell, ...]:
    extra = dict(row.extra)
    return extra["sales"], *_sums(row)[:-1], extra["rounding"], row.net


def settlement_table(
    settlements: Iterable[Settlement], lang: LanguageCode = DEFAULT_LANGUAGE, rounding: Rupiah = 0
) -> Table:
    """The settlement of every maker: what is owed and what was paid too much, never netted.

    `rounding` is that of the cash sales, of which no maker has a part.
    """
    settlements = list(settlements)
    rows = [
        (
            *(s.maker, s.name, s.qty, s.net, s.share, s.due, s.paid_out, s.payable),
            *(stand_discount(s), s.price_correction, s.office_paid),
            *(max(0, s.payable), max(0, -s.payable)),
            *(s.orders.due, s.orders.handed, s.orders.held - s.orders.held_handed),
        )
        for s in settlements
    ]
    columns = (
        "maker:text name:text qty:count net share due paid_out payable"
        " discount_stand price_correction paid_by_office owed overpaid"
        " orders_due deposits_handed deposits_held"
    )
    borne = any(stand_discount(each) or each.price_correction for each in settlements)
    notes = [text("report", "settlement_note", lang)] if borne else []
    if rounding:
        net = sum(each.net for each in settlements) + rounding
        note = text("report", "rounding_note", lang)
        notes.append(note.format(rounding=format_rupiah(rounding), net=format_rupiah(net)))
    return made_table("settlement", columns, rows, lang, note=" ".join(notes))


_CALCULATION = (
    *("maker", "name", "qty", "net", "discount_stand", "price_correction", "share", "due"),
    *("orders_due", "paid_out", "paid_by_office", "deposits_handed", "owed", "overpaid"),
    "deposits_held",
)


_OFTEN_EMPTY = (
    *("discount_stand", "price_correction", "paid_out", "paid_by_office", "overpaid"),
    *("orders_due", "deposits_handed", "deposits_held"),
)


def settlement_for_people(table: Table) -> Table:
    """The columns of a settlement in the order of the calculation, without those that are empty."""
    at = {column.key: index for index, column in enumerate(table.columns)}
    needless = [key for key in _OFTEN_EMPTY if not any(row[at[key]] for row in table.rows)]
    return table.only(*(key for key in _CALCULATION if key not in needless))


def settlement_for_paper(table: Table) -> Table:
    """The same as narrow as a page: code beside the name, amounts without the sign of rupiah."""
    shown = settlement_for_people(table)
    columns = tuple(
        column._replace(kind="count") if column.kind == "money" else column
        for column in shown.columns[1:]
    )
    rows = tuple((_who(str(code), str(name)), *rest) for code, name, *rest in shown.rows)
    title = text("report", "in_rupiah", table.lang).format(title=table.title)
    return shown._replace(title=title, columns=columns, rows=rows)


def _who(code: str, name: str) -> str:
    return name if name == code else f"{name} ({code})"


def stand_discount(settlement: Settlement) -> Rupiah:
    """How much of the discounts the stand bears.

    Net + this + the correction of prices − the stand's share is what is due.
    """
    return settlement.due + settlement.share - settlement.net - settlement.price_correction


def _end(end: str) -> str:
    """One end of a gap: of a manifest its short code, anything else as it is."""
    return short_code(end) if len(end) == 64 else end


def problem_table(status: Status, lang: LanguageCode = DEFAULT_LANGUAGE) -> Table:
    """Everything that keeps the total from being complete.

    It goes to the press, so it names no phone number; the window's call list has them.
    """
    rows: list[tuple[Cell, ...]] = [
        (*item, text("report_problems", "missing", lang), "") for item in status.missing
    ]
    for conflict in status.conflicts:
        files = ", ".join(f"r{f.revision} {f.manifest[:8]}" for f in conflict.files)
        files = f"{conflict.detail}: {files}" if conflict.detail else files
        rows.append((*conflict.till_day, text("report_problems", conflict.code, lang), files))
    for gap in status.gaps:
        ends = " – ".join(_end(end) for end in (gap.start, gap.end) if end)
        rows.append((*gap.till_day, text("report_problems", gap.code, lang), ends))
    rows.extend(
        (*item.till_day, text("report_problems", item.code, lang), item.manifest[:8])
        for item in status.set_aside
    )
    return made_table("trouble", "stand:text till:text day:day what:text detail:text", rows, lang)
