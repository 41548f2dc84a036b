"""What the board in the hall says: figures and words, without telephone numbers or accusations.

Confirmed figures, what tills say so far, and estimates are kept apart in everything here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from pos_app.clock import WITA
from pos_app.domain.money import Rupiah, format_rupiah, group_digits
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.orders import figures_of
from pos_app.office.reconcile.status import Status
from pos_app.office.report.comparison_words import pace_words
from pos_app.office.report.count_words import count_parts
from pos_app.office.report.countries import country_words, is_abroad
from pos_app.office.report.day_words import day_words
from pos_app.office.report.fair_hours import FairHours
from pos_app.office.report.forecast import Forecast, Range, forecast
from pos_app.office.report.order_words import potential_text
from pos_app.office.report.pace import pace_of
from pos_app.office.report.words import unseen_text
from pos_app.printing.charts import percent, short_amount
from pos_app.printing.paper_texts import format_day
from pos_app.texts import texts_in

# What is wrong with single files is for the office's own window.
_SHOWN = ("in_sum", "disputed", "orders_disputed", "on_paper", "missing", "complete")
MOST_ROWS = 8
MOST_APART = 2
"""How many lines stand on every page beside the total; orders get a page where there are more."""


class BoardRow(NamedTuple):
    """A row of a page: a name, an amount in rupiah, its words, and whether it may still change."""

    name: str
    amount: Rupiah
    words: str
    is_open: bool = False


class BoardPage(NamedTuple):
    """One page of the board; `key` is `days`, `makers`, `countries`, `orders` or `forecast`.

    Of `orders` and `forecast` the rows are sentences; the `note` of `forecast` says what the
    estimate is made of. A long fair has several pages of days.
    """

    key: str
    title: str
    rows: tuple[BoardRow, ...]
    note: str = ""


class Board(NamedTuple):
    """The board at one moment.

    Attributes:
        event: The name of the fair.
        caption: What the total is, and how much of it is QRIS that nobody saw arrive.
        total: The confirmed total in rupiah.
        completeness: How complete it is.
        complete: Whether nothing is missing.
        interim: What tills say so far: a line for the running day, and one for all days before.
        target: The target in rupiah; 0 without one.
        target_words: How much of the target is confirmed.
        pace: How that compares with an earlier fair.
        as_of: When the book was read.
        pages: What is shown by turns.
        orders: What was ordered and not sold yet, apart from every figure; empty without orders.
        potential: Who may order later, apart from all money; empty without inquiries.
    """

    event: str
    caption: str
    total: Rupiah
    completeness: str
    complete: bool
    interim: tuple[str, ...]
    target: Rupiah
    target_words: str
    pace: str
    as_of: str
    pages: tuple[BoardPage, ...]
    orders: tuple[str, ...] = ()
    potential: str = ""


def board_of(
    status: Status,
    at: datetime,
    lang: LanguageCode = DEFAULT_LANGUAGE,
    earlier: FairHours | None = None,
) -> Board:
    """The board of a status that was read at `at`."""
    words = texts_in("board", lang)
    interim = tuple(_interim(status, lang))
    orders, potential = tuple(_orders(status, lang)), potential_text(status, lang, brief=True)
    apart = tuple(filter(None, (*orders, potential)))
    on_a_page = len(interim) + len(apart) > MOST_APART
    told = tuple(BoardRow(each, 0, "") for each in apart) if on_a_page else ()
    pages = (
        *_days(status, lang),
        BoardPage("makers", words["makers"], tuple(_makers(status, lang))),
        BoardPage("countries", words["countries"], tuple(_countries(status, lang))),
        BoardPage("orders", words["orders_page"], told),
        *_forecast(status, lang, earlier),
    )
    shown = (part.words for part in count_parts(status, lang) if part.key in _SHOWN)
    return Board(
        event=status.plan.name,
        caption=words["caption"].format(day=day_words(status.through, lang))
        + unseen_text(status, lang),
        total=status.totals.net,
        completeness=" · ".join(shown),
        complete=status.complete,
        interim=interim,
        target=status.plan.target or 0,
        target_words=_target(status, lang),
        pace=pace_words(pace_of(status, earlier), lang),
        as_of=words["as_of"].format(time=f"{at.astimezone(WITA):%H.%M}"),
        pages=tuple(page for page in pages if page.rows),
        orders=() if on_a_page else orders,
        potential="" if on_a_page else potential,
    )


def _interim(status: Status, lang: LanguageCode) -> Iterable[str]:
    """The running day first; a file that is still missing of an earlier day must not hide it."""
    words = texts_in("board", lang)
    today = [layer for layer in status.interim_layers if layer.day == status.through]
    before = [layer for layer in status.interim_layers if layer.day != status.through]
    for key, layers in (("interim", today), ("interim_before", before)):
        if layers:
            yield words[key].format(
                time=max(layer.at for layer in layers)[11:16].replace(":", "."),
                count=sum(layer.count for layer in layers),
                of=sum(layer.of for layer in layers),
                net=format_rupiah(sum(layer.net for layer in layers)),
            )


def _orders(status: Status, lang: LanguageCode) -> Iterable[str]:
    """The orders that are not delivered yet; a delivered one is a sale."""
    found = figures_of(status.orders)
    count = found.written - found.delivered
    if count:
        yield texts_in("board", lang)["orders"].format(
            count=group_digits(count), total=format_rupiah(found.total - found.delivered_total)
        )


def _target(status: Status, lang: LanguageCode) -> str:
    net, target = status.totals.net, status.plan.target
    if not target:
        return ""
    key = "target_reached" if net >= target else "target"
    amount = f"Rp{short_amount(target, lang)}"
    return texts_in("board", lang)[key].format(percent=percent(net, target, lang), target=amount)


def _days(status: Status, lang: LanguageCode) -> Iterable[BoardPage]:
    waiting = {day for _, _, day in status.doubtful}
    rows = [
        BoardRow(
            format_day(date.fromisoformat(row.key), lang).rsplit(" ", 1)[0].replace(",", ""),
            row.net,
            short_amount(row.net, lang),
            row.key in waiting,
        )
        for row in status.confirmed.by_day
    ]
    words = texts_in("board", lang)
    for first in range(0, len(rows), MOST_ROWS):
        part = tuple(rows[first : first + MOST_ROWS])
        yield BoardPage("days", words["days"], part, words["open_day"])


def _makers(status: Status, lang: LanguageCode) -> list[BoardRow]:
    rows = sorted(status.confirmed.by_maker, key=lambda row: (-row.net, row.key))
    named = [
        BoardRow(str(dict(row.extra).get("name") or row.key), row.net, short_amount(row.net, lang))
        for row in rows
        if row.net > 0
    ]
    if len(named) <= MOST_ROWS:
        return named
    rest = named[MOST_ROWS - 1 :]
    net = sum(row.amount for row in rest)
    others = texts_in("board", lang)["others"].format(count=len(rest))
    return [*named[: MOST_ROWS - 1], BoardRow(others, net, short_amount(net, lang))]


def _countries(status: Status, lang: LanguageCode) -> list[BoardRow]:
    words = texts_in("board", lang)
    found = [
        BoardRow(
            country_words(row.key, lang),
            row.net,
            words["abroad"].format(net=short_amount(row.net, lang), sales=row.sales),
        )
        for row in status.confirmed.by_country
        if is_abroad(row.key) and row.net > 0
    ]
    return sorted(found, key=lambda row: (-row.amount, row.name))[:MOST_ROWS]


def _forecast(status: Status, lang: LanguageCode, earlier: FairHours | None) -> Iterable[BoardPage]:
    found = forecast(status, earlier)
    if found is None:
        return
    words = texts_in("board", lang)
    rows = [BoardRow(words["estimate"], 0, "")]
    rows += [BoardRow(each, 0, "") for each in forecast_lines(found, lang)]
    yield BoardPage("forecast", words["forecast"], tuple(rows), basis_words(found, lang))


def forecast_lines(found: Forecast, lang: LanguageCode) -> list[str]:
    """Where the running day and the fair may end, each a sentence with its range."""
    words = texts_in("board", lang)

    def said(key: str, end: Range, **more: str) -> str:
        low, high = (f"Rp{short_amount(amount, lang)}" for amount in (end.low, end.high))
        return words[key].format(low=low, high=high, **more)

    lines = []
    if found.day_end is not None:
        lines.append(said("day_end", found.day_end, day=day_words(found.day, lang)))
    return [*lines, said("fair_end", found.fair_end)]


def estimate_text(status: Status, lang: LanguageCode, earlier: FairHours | None = None) -> str:
    """The estimate as one text, marked as such and with its basis; empty where there is none."""
    found = forecast(status, earlier)
    if found is None:
        return ""
    marked = texts_in("board", lang)["estimate"]
    return f"{marked}: " + " · ".join((*forecast_lines(found, lang), basis_words(found, lang)))


def basis_words(found: Forecast, lang: LanguageCode) -> str:
    """What an estimate is made of: `Made of: 3 whole days · 17 interim totals`."""
    words = texts_in("board", lang)
    parts = [words["basis_days"].format(days=found.days)] if found.days else []
    if found.interims:
        parts.append(words["basis_interims"].format(count=found.interims))
    if found.earlier:
        parts.append(words["basis_earlier"].format(name=found.earlier))
    return words["basis"].format(parts=" · ".join(parts))


def total_words(board: Board) -> str:
    """The total as it stands on the board: `Rp1.250.000.000`."""
    return format_rupiah(board.total)
