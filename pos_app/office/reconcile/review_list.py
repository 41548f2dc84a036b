"""What is worth a look over all stands: the items of the files that count, and of several days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pos_app.domain.review_items import ReviewItem, ReviewKind, order_of
from pos_app.office.reconcile.status import Status

DAYS_OF_A_PATTERN = 2
"""On how many days a drawer has to be short for the days to be an item of their own."""


NOBODY = frozenset(("", "KASIR"))
"""What stands for a person where nobody signed in: every till without people has the same one."""


class TillReview(NamedTuple):
    """An item and where it happened.

    An item of several days has the last of them as its `day`; one of several tills has no till,
    and no stand where the tills are of several stands.
    """

    stand: str
    till: str
    day: str
    item: ReviewItem

    @property
    def spans_days(self) -> bool:
        """Whether it stands for the differences of several days."""
        return self.item.kind is ReviewKind.DIFFERENCE and self.item.count > 1

    def as_json(self) -> dict[str, Any]:
        """The item as `office review --json` prints it."""
        item = self.item
        return {
            "stand": self.stand,
            "till": self.till,
            "day": self.day,
            "kind": str(item.kind),
            "amount": item.amount,
            "by": item.by,
            "at": item.at,
            "number": item.number,
            "count": item.count,
            "minutes": item.minutes,
            "detail": item.detail,
            "listed": item.listed,
        }


def review_list(
    status: Status, reviews: Mapping[str, Sequence[ReviewItem]]
) -> tuple[TillReview, ...]:
    """The items of every file that counts, the most rupiah at stake first.

    `reviews` are the items of each file by its identity. A drawer that was short on several days
    is one more item for its till, and one for a person who closed several tills.
    """
    return with_patterns(
        TillReview(day.stand, day.till, day.day, item)
        for day in status.confirmed.days
        for item in reviews.get(day.identity, ())
    )


def with_patterns(items: Iterable[TillReview]) -> tuple[TillReview, ...]:
    """The items and the patterns over several days, the most rupiah at stake first."""
    found = list(items)
    short = [each for each in found if _is_short(each.item)]
    found += [*_short_tills(short), *_short_people(short)]
    return tuple(sorted(found, key=lambda each: (order_of(each.item), each.stand, each.till)))


def _is_short(item: ReviewItem) -> bool:
    return item.kind is ReviewKind.DIFFERENCE and item.detail == "short"


def _short_tills(short: Iterable[TillReview]) -> Iterable[TillReview]:
    """The tills whose drawer was short on several days."""
    groups: dict[tuple[str, str], list[TillReview]] = defaultdict(list)
    for each in short:
        groups[each.stand, each.till].append(each)
    return (_over_days(group, "short") for group in groups.values() if _days(group))


def _short_people(short: Iterable[TillReview]) -> Iterable[TillReview]:
    """The people whose drawers were short at several tills, which no till's own item shows."""
    groups: dict[str, list[TillReview]] = defaultdict(list)
    for each in short:
        if each.item.by not in NOBODY:
            groups[each.item.by].append(each)
    return (
        _over_days(group, "person")
        for group in groups.values()
        if _days(group) and len({(each.stand, each.till) for each in group}) > 1
    )


def _days(group: Sequence[TillReview]) -> bool:
    return len({each.day for each in group}) >= DAYS_OF_A_PATTERN


def _over_days(group: Sequence[TillReview], detail: str) -> TillReview:
    """One item for the shortages of several days."""
    last = max(group, key=lambda each: (each.day, each.item.at))
    item = ReviewItem(
        ReviewKind.DIFFERENCE,
        sum(each.item.amount for each in group),
        _common(each.item.by for each in group),
        last.item.at,
        last.item.row,
        count=len({each.day for each in group}),
        detail=detail,
    )
    stand = _common(each.stand for each in group)
    till = _common(each.till for each in group) if stand else ""
    return TillReview(stand, till, last.day, item)


def _common(values: Iterable[str]) -> str:
    """The value that all have; empty where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""
