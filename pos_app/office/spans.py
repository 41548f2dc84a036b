"""Between what and what a disputed till-day lies, whichever of its files turns out right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pos_app.office.book_day import BookDay
from pos_app.office.square import Span

# What the office said against a day with sales: should it be right, they do not count.
_WORTH_NOTHING = {"no_sales_conflict", "withdrawn_conflict", "decision_conflict"}


def span_of(files: Iterable[BookDay], codes: Iterable[str]) -> Span:
    """Between what and what a disputed till-day lies, whichever of its files turns out right.

    Seats add up. Of a seat with several keys one laptop may prove to be no till of ours, and then
    its day is worth nothing.
    """
    seats: dict[int, list[BookDay]] = defaultdict(list)
    for file in files:
        seats[file.seat].append(file)
    return sum((_seat_span(found, set(codes)) for found in seats.values()), Span())


def _seat_span(files: list[BookDay], codes: set[str]) -> Span:
    superseded = {file.supersedes for file in files}
    ends = [file for file in files if file.identity not in superseded] or files
    nets = [file.tally.totals.net for file in ends]
    one_key = len({file.key for file in files}) == 1
    if codes & _WORTH_NOTHING or ("key_conflict" in codes and one_key):
        nets.append(0)
    span = Span(min(nets), max(nets))
    if "sale_conflict" in codes:
        marks = [mark.tally.totals.net for mark in ends[-1].marks]
        span += Span(-sum(net for net in marks if net > 0), -sum(net for net in marks if net < 0))
    return span
