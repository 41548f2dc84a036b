"""What the office's window shows of a book.

Every function opens the book itself, and may be called on any thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pos_app.clock import Clock
from pos_app.dayfile.acknowledgement import acknowledgement_code
from pos_app.domain.catalogue import sku_key
from pos_app.domain.event import TillIdentity
from pos_app.gc_pause import gc_paused
from pos_app.languages import LanguageCode
from pos_app.office.book import Book
from pos_app.office.book_drawer import Drawer
from pos_app.office.book_mark import book_mark
from pos_app.office.book_status import status_in
from pos_app.office.decide.decision_words import decider_text
from pos_app.office.decide.decisions import Decision, SameMaker
from pos_app.office.decide.effective_decisions import DecisionState, DecisionStatus
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.disputed_range import DisputedRange
from pos_app.office.reconcile.drawers import TillDrawer
from pos_app.office.reconcile.review_list import TillReview, review_list
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayFile, TillDayState, TillDayStatus
from pos_app.office.reconcile.till_day_grid import (
    StandTill,
    TillDayGrid,
    till_day_grid,
    trouble_first,
)
from pos_app.office.reconcile.transfers import Transfer, transfers_of_till
from pos_app.office.report.count_words import CountPart, count_parts, counts_text
from pos_app.office.report.drawer_words import drawers_text
from pos_app.office.report.fair_hours import day_numbers
from pos_app.office.report.order_words import orders_text, potential_text
from pos_app.office.report.statements import statements_of
from pos_app.office.report.transfer_table import transfer_text
from pos_app.office.report.words import net_text
from pos_app.printing.charts import percent
from pos_app.services.day.chat_messages import DaySummary, acknowledgement_message
from pos_app.services.office import event_book

__all__ = [
    "BookView",
    "CountPart",
    "Decision",
    "DecisionStatus",
    "DisputedRange",
    "Drawer",
    "EventPlan",
    "StandTill",
    "Status",
    "TillDayFile",
    "TillDayGrid",
    "TillDayState",
    "TillDayStatus",
    "TillDrawer",
    "TillReview",
    "Transfer",
    "acknowledgement_text",
    "book_mark",
    "count_parts",
    "counts_text",
    "decider_text",
    "drawers_text",
    "maker_aliases",
    "net_text",
    "orders_text",
    "percent",
    "planned_days",
    "potential_text",
    "transfer_text",
    "transfers_of_till",
    "trouble_first",
    "view_book",
]


class BookView(NamedTuple):
    """A book at one moment: its status, and the grid of all tills and days.

    `provisional` are the codes of the makers whose settlement may still change; `review` is what is
    worth a look in the files that count, the dearest first. `mark` is the book's mark just before
    it was read: when the book's own is another one, this view may be old. `read_on` is the day of
    the reading (ISO date); empty where the view's last day does not depend on it.
    """

    status: Status
    grid: TillDayGrid
    provisional: frozenset[str] = frozenset()
    review: tuple[TillReview, ...] = ()
    mark: str = ""
    read_on: str = ""


def view_book(path: Path, through: str | None, clock: Clock) -> BookView:
    """Returns the book up to the day `through`: see `event_book.book_status`."""
    mark = book_mark(path)
    with Book.open(path, writing=False) as book, gc_paused():
        files = book.days()
        last = event_book.last_day(book.plan, through, clock)
        status = status_in(book, files, last)
        statements = statements_of(status)
        waiting = frozenset(one.settlement.maker for one in statements if one.provisional)
        found = review_list(status, book.reviews())
        read_on = clock.now().date().isoformat() if through is None else ""
        return BookView(status, till_day_grid(status, files), waiting, found, mark, read_on)


def planned_days(status: Status) -> int:
    """Returns how many days the fair has by its plan."""
    return len(day_numbers(status))


def maker_aliases(status: Status, maker: str) -> dict[str, DecisionStatus]:
    """Returns other names that the office assigned to a maker, the latest decision last."""
    found = [
        (decided.decision.at, decided.decision.content.text, decided)
        for decided in status.effective_decisions.statuses
        if decided.state is DecisionState.IN_FORCE
        and isinstance(decided.decision.content, SameMaker)
        and sku_key(decided.decision.content.maker) == sku_key(maker)
    ]
    return {text: decided for _, text, decided in sorted(found, key=lambda each: each[:2])}


def acknowledgement_text(
    event: str, stand: str, till: str, day: str, file: TillDayFile, lang: LanguageCode
) -> str:
    """Returns the chat message that a file has arrived, with the code to type at the till."""
    place = TillIdentity("", stand, till, "", file.seat).place
    summary = DaySummary(day, file.revision, file.net, 0, file.slip)
    return acknowledgement_message(event, place, summary, acknowledgement_code(file.manifest), lang)
