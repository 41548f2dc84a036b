"""A maker's statement on A4: who owes whom, the calculation, signatures, then the goods sold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pos_app.dayfile.format import short_code
from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.money import Rupiah, format_rupiah, group_digits
from pos_app.domain.settlement import Settlement
from pos_app.languages import language_of
from pos_app.office.report.correction_table import corrections_of
from pos_app.office.report.issue import Issue
from pos_app.office.report.order_words import maker_orders_table
from pos_app.office.report.statements import Line, Statement
from pos_app.office.report.table_words import made_column, made_table
from pos_app.printing import a4_page, page_parts
from pos_app.printing.amount_words import MAX_SPELLED, amount_in_words
from pos_app.printing.tables import Cell, Column, Table
from pos_app.texts import text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_NAMED = 12
_PLACE = "day:text stand:text"
_PRODUCT = "name:text list_price:price share_bp:percent"
_KEYS = ("qty", "discount", "sold", "corrected", "share", "due")
_MOST_DAYS = 7
MOST_LINES = 40
"""A statement with more lines is summed up by product, and by stand and day."""


def statement_pdf(issue: Issue, statement: Statement) -> bytes:
    """The statement as a PDF; the same issue gives the same bytes."""
    title = _say(issue, "file_title", name=statement.settlement.name)
    return a4_page.build_parts(title, [_paper(issue, statement)], issue.lang)


def statements_pdf(issue: Issue, statements: Sequence[Statement]) -> bytes:
    """All statements as one PDF to print at once; each has its own pages and page numbers."""
    title = _say(issue, "all_title", event=issue.status.plan.name)
    papers = [_paper(issue, statement) for statement in statements]
    return a4_page.build_parts(title, papers, issue.lang)


def _say(issue: Issue, key: str, **facts: object) -> str:
    return text("statement", key, issue.lang).format(**facts)


def _paper(issue: Issue, statement: Statement) -> tuple[str, list[Flowable]]:
    """The footer and the content of a statement.

    What is signed stands on the first page, so that no signature is alone on a page.
    """
    settlement, code = statement.settlement, issue.status.plan.code
    story = [
        *issue.head(issue.number("ST", settlement.maker), _say(issue, "kind"), _who(settlement)),
        *_state(issue, statement),
        a4_page.spacer(14),
        *_balance(issue, settlement),
        *_warnings(issue, statement),
        page_parts.keep_together(
            *a4_page.table_block(_account(issue, statement), sums=False),
            a4_page.spacer(12),
            *_to_sign(issue, settlement),
        ),
        *a4_page.unsplit_table_block(corrections_of(issue.status, settlement, issue.lang)),
        *a4_page.unsplit_table_block(maker_orders_table(statement.orders, issue.lang)),
        *a4_page.unsplit_table_block(_payouts(issue, statement)),
        *a4_page.unsplit_table_block(_payments(issue, statement)),
        *(b for table in _sold(issue, statement) for b in a4_page.unsplit_table_block(table)),
        *_files(issue, statement),
    ]
    state = issue.say("state_provisional" if statement.provisional else "state_complete")
    day = issue.day(issue.status.through)
    return _say(issue, "footer", event=code, name=settlement.name, day=day, state=state), story


def _who(settlement: Settlement) -> str:
    name, code = settlement.name, settlement.maker
    return name if name == code else f"{name} ({code})"


def _state(issue: Issue, statement: Statement) -> list[Flowable]:
    """A banner that says whether the statement is final, and which files it waits for."""
    if not statement.provisional:
        head = _say(issue, "final", day=issue.day(issue.status.through))
        return page_parts.banner(head, (), a4_page.ACCENT)
    places = [f"{stand}-{till} {_short(issue, day)}" for stand, till, day in statement.waiting]
    named, left = ", ".join(places[:_NAMED]), len(places) - _NAMED
    if left > 0:
        named = _say(issue, "more", named=named, left=left)
    lines = [_say(issue, "waiting", places=named)]
    return page_parts.banner(_say(issue, "provisional"), lines, a4_page.AMBER)


def _balance(issue: Issue, settlement: Settlement) -> list[Flowable]:
    """Who owes whom, how much, and the amount in words."""
    left = settlement.payable
    key = "owed" if left > 0 else "overpaid" if left < 0 else "settled"
    label = _say(issue, key, name=settlement.name)
    color = a4_page.AMBER if left < 0 else a4_page.MUTED
    found = [
        a4_page.paragraph(label, 11, color=color, after=0),
        a4_page.paragraph(format_rupiah(abs(left)), 34, strong=True, after=2),
    ]
    if 0 < abs(left) <= MAX_SPELLED:
        words = _say(issue, "in_words", words=amount_in_words(abs(left), issue.lang))
        found.append(a4_page.paragraph(words, 9, color=a4_page.MUTED))
    return found


def _warnings(issue: Issue, statement: Statement) -> list[Flowable]:
    settlement = statement.settlement
    if not settlement.lacks_planned_share:
        return []
    mark = language_of(issue.lang).decimal_mark
    percent = f"{settlement.planned_bp / 100:g}".replace(".", mark)
    words = _say(issue, "share_missing", percent=percent)
    return [a4_page.paragraph(words, 10, color=a4_page.AMBER, after=4)]


def _account(issue: Issue, statement: Statement) -> Table:
    """The calculation from the list price to the amount that is left to pay."""
    columns = (Column("what", "", "text"), made_column("account", "amount", issue.lang))
    rows = (*_earned(issue, statement), *_paid(issue, statement.settlement))
    return Table("account", _say(issue, "account"), columns, rows, lang=issue.lang)


def _earned(issue: Issue, statement: Statement) -> Iterator[tuple[Cell, ...]]:
    """From the list price to what is due to the maker."""
    settlement, lines = statement.settlement, statement.lines
    by_maker = _discount(lines, DiscountBearer.MAKER)
    by_stand = _discount(lines, DiscountBearer.STAND)
    pieces = group_digits(settlement.qty)
    corrected = settlement.price_correction
    yield _say(issue, "listed", pieces=pieces), sum(line.listed for line in lines) - corrected
    if corrected:
        yield _say(issue, "price_correction"), corrected
    if by_maker or not by_stand:
        yield _say(issue, "discount_maker"), -by_maker
    if by_stand:
        yield _say(issue, "discount_stand", amount=format_rupiah(by_stand)), 0
    yield _say(issue, "share"), -settlement.share
    yield _say(issue, "due"), settlement.due


def _paid(issue: Issue, settlement: Settlement) -> Iterator[tuple[Cell, ...]]:
    """What was paid already, and what is left."""
    left, orders = settlement.payable, settlement.orders
    for key, amount in (("orders_late", orders.late), ("orders_kept", orders.kept)):
        if amount:
            yield _say(issue, key), amount
    yield _say(issue, "paid_out"), -settlement.paid_out
    if settlement.office_paid:
        yield _say(issue, "paid_by_office"), -settlement.office_paid
    if orders.handed:
        yield _say(issue, "deposits_handed"), -orders.handed
    yield _say(issue, "left" if left >= 0 else "left_over"), abs(left)


def _discount(lines: tuple[Line, ...], bearer: DiscountBearer) -> Rupiah:
    return sum(line.discount for line in lines if line.bearer is bearer)


def _to_sign(issue: Issue, settlement: Settlement) -> list[Flowable]:
    """The way of payment to be filled in, place and day, and the signatures."""
    left, hint = settlement.payable, _say(issue, "hint")
    key = "way_back" if left < 0 else "way_lines"
    who = ("returned_by", "returned_to") if left < 0 else ("given_by", "taken_by")
    ways = [f"{_say(issue, 'way')}: {_say(issue, key)}"] if left else []
    place, day = issue.letterhead.place, issue.today
    when = _say(issue, "place_day", place=place, day=day) if place and day else day
    return [
        *(a4_page.paragraph(each, 9, after=10) for each in ways),
        *(a4_page.paragraph(each, 9, after=0, right=True) for each in filter(None, [when])),
        a4_page.spacer(10),
        *page_parts.signatures(*(_say(issue, each) for each in who), hint=hint),
    ]


def _sold(issue: Issue, statement: Statement) -> list[Table]:
    """All lines; if there are many, their sums by product and by stand and day."""
    lines, unit = statement.lines, _unit(issue, statement)
    title = _say(issue, "sold", unit=unit)
    by = _Sums(issue, corrected=any(line.corrected for line in lines))
    if len(lines) <= MOST_LINES:
        columns = f"{_PLACE} {_PRODUCT}"
        return [by.table(columns, title, lines, lambda x: (*_place(issue, x), *_product(x)))]
    products = sorted(lines, key=_product)
    return [by.table(_PRODUCT, title, products, _product), *_by_place(issue, by, lines, unit)]


def _unit(issue: Issue, statement: Statement) -> str:
    """What the figures are, and who bears the discounts if there are any."""
    if not any(line.discount for line in statement.lines):
        return _say(issue, "unit")
    bearers = _say(issue, "and").join(_say(issue, str(bearer)) for bearer in statement.bearers)
    return _say(issue, "unit_discount", bearers=bearers)


def _by_place(issue: Issue, by: _Sums, lines: Sequence[Line], unit: str) -> list[Table]:
    """The amounts by stand and day: one table, or two when there are too many days for columns."""
    days = sorted({line.day for line in lines})
    if len(days) > _MOST_DAYS:
        at_stand = sorted(lines, key=lambda line: line.stand)
        stands, by_day = (_say(issue, key, unit=unit) for key in ("by_stand", "by_day"))
        return [
            by.table("stand:text", stands, at_stand, lambda x: (x.stand,)),
            by.table("day:text", by_day, lines, lambda x: (_short(issue, x.day),)),
        ]
    due = Counter[tuple[str, str]]()
    for line in lines:
        due[line.stand, line.day] += line.due
    rows: list[tuple[Cell, ...]] = []
    for stand in sorted({line.stand for line in lines}):
        found = [due[stand, day] for day in days]
        rows.append((stand, *found, sum(found)))
    columns = (
        made_column("places", "stand:text", issue.lang),
        *(Column(day, _short(issue, day), "count") for day in days),
        made_column("places", "due:count", issue.lang),
    )
    return [Table("places", _say(issue, "places"), columns, tuple(rows), lang=issue.lang)]


class _Sums:
    """Makes tables of the sums of lines; `corrected` where the office corrected list prices."""

    def __init__(self, issue: Issue, *, corrected: bool) -> None:
        self._lang = issue.lang
        self._keys = _KEYS if corrected else tuple(key for key in _KEYS if key != "corrected")

    def table(
        self,
        columns: str,
        title: str,
        lines: Iterable[Line],
        key: Callable[[Line], tuple[Cell, ...]],
    ) -> Table:
        """The sums of the lines with the same key, in the order of the lines."""
        sums: dict[tuple[Cell, ...], list[int]] = {}
        for line in lines:
            row = sums.setdefault(key(line), [0] * len(self._keys))
            for at, name in enumerate(self._keys):
                row[at] += getattr(line, name)
        rows = tuple((*found, *row) for found, row in sums.items())
        heads = tuple(
            made_column("lines", each, self._lang)
            for each in (*columns.split(), *(f"{key}:count" for key in self._keys))
        )
        return Table("lines", title, heads, rows, lang=self._lang)


def _place(issue: Issue, line: Line) -> tuple[str, str]:
    return _short(issue, line.day), line.stand


def _product(line: Line) -> tuple[str, int, int]:
    name = f"{line.name} · {line.sku}" if line.sku else line.name
    return name, line.list_price, line.share_bp


def _payouts(issue: Issue, statement: Statement) -> Table:
    rows = [(issue.day(p.day), f"{p.stand}-{p.till}", p.amount) for p in statement.payouts]
    return made_table("payouts", "day:text place:text amount", rows, issue.lang)


def _payments(issue: Issue, statement: Statement) -> Table:
    """What the office paid: when, which way, and the proof of it."""
    rows = [
        (issue.day(each.day), _say(issue, f"way_{each.way}"), each.proof, each.amount)
        for each in statement.settlement.paid_by_office
    ]
    return made_table("payments", "day:text way:text proof:text amount", rows, issue.lang)


def _files(issue: Issue, statement: Statement) -> list[Flowable]:
    """The day files from which the statement was calculated, with their codes."""
    found = [
        f"{_short(issue, day.day)} {day.stand}-{day.till} r{day.revision}"
        f" {short_code(day.identity)}"
        for day in statement.files
    ]
    if not found:
        return []
    words = _say(issue, "files", count=len(found), files=" · ".join(found))
    return [a4_page.spacer(14), a4_page.paragraph(words, 7.5, color=a4_page.MUTED, after=0)]


def _short(issue: Issue, day: str) -> str:
    """A day without its year: `25 Okt` for `2023-10-25`."""
    return f"{int(day[8:])} {language_of(issue.lang).months[int(day[5:7]) - 1]}"
