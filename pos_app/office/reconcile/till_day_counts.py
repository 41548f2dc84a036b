"""How many till-days are in the confirmed total, and where the other ones are.

Every sentence and every table that says "x of y till-days" takes its numbers from here, so that
window, report, workbook and commands never disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pos_app.office.reconcile.till_day import TillDayPlace, TillDayState, TillDayStatus


class TillDayCounts(NamedTuple):
    """The till-days that are due, each in exactly one place; the places add up to `planned`.

    Attributes:
        planned: All planned till-days through the day of the status, withdrawn ones included.
        in_sum: A file of it is in the confirmed total; it may have a gap, or no sale.
        disputed: Files, slips or decisions contradict each other; nothing of it is in the total.
        on_paper: No file that may count; a closing slip on paper states its sums.
        declared_empty: No file; the office decided that nothing was sold.
        withdrawn: No file; the office decided that the stand has left the event.
        missing: None of these.
        set_aside: How many of `missing` have files, all of which were set aside.
        set_aside_files: How many files were set aside, of whatever till-day.
    """

    planned: int = 0
    in_sum: int = 0
    disputed: int = 0
    on_paper: int = 0
    declared_empty: int = 0
    withdrawn: int = 0
    missing: int = 0
    set_aside: int = 0
    set_aside_files: int = 0

    def as_json(self) -> dict[str, int]:
        """The counts as `status --json` prints them."""
        return {
            "planned": self.planned,
            "in_sum": self.in_sum,
            "disputed": self.disputed,
            "on_paper": self.on_paper,
            "declared_empty": self.declared_empty,
            "withdrawn": self.withdrawn,
            "missing": self.missing,
            "set_aside": self.set_aside,
            "set_aside_files": self.set_aside_files,
        }


def count_till_days(till_days: Iterable[TillDayStatus], files_aside: int = 0) -> TillDayCounts:
    """The counts of the till-days among `till_days` that are planned and due."""
    due = [till_day for till_day in till_days if till_day.is_due]
    places = Counter(till_day.place for till_day in due)
    set_aside = sum(till_day.state is TillDayState.SET_ASIDE for till_day in due)
    found = {place.value: places[place] for place in TillDayPlace}
    return TillDayCounts(
        planned=sum(found.values()), set_aside=set_aside, set_aside_files=files_aside, **found
    )
