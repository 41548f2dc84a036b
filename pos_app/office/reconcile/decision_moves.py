"""By how many rupiah each decision of the office changed the confirmed net.

A decision moves what the status would be without it. Only the files that it can touch are
evaluated again: those of its tills, and of tills that hold one of their sales.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import DecisionContent, DecisionKind, PlanChange
from pos_app.office.decide.effective_decisions import DecisionState, EffectiveDecisions
from pos_app.office.decide.order_decisions import OrderCounts

Net = Callable[[Sequence[BookDay], EffectiveDecisions], Rupiah]
"""The confirmed net of some files under some decisions."""
_Till = tuple[str, str]
_MAY_MOVE = frozenset(
    (
        DecisionKind.WITHDRAWN,
        DecisionKind.NO_SALES,
        DecisionKind.CHOOSE,
        DecisionKind.BOTH,
        DecisionKind.ACCEPT_KEY,
        DecisionKind.ACCEPT_SEAT,
        DecisionKind.DISMISS,
        DecisionKind.ORDER_COUNTS,
    )
)
_PARTS_WITH_DAYS = ("event", "stand")
"""The parts of a plan that say which till-days there are."""


def moved_by(
    days: Sequence[BookDay], effective: EffectiveDecisions, net: Net
) -> Mapping[str, Rupiah]:
    """The rupiah that each decision in force moved, by its identity; no entry for the others."""
    decisions = [
        status.decision
        for status in effective.statuses
        if status.state is DecisionState.IN_FORCE and _may_move(status.decision.content)
    ]
    if not decisions:
        return {}
    related = _Related(days)
    found = {}
    for decision in decisions:
        touched = related.files(decision.content)
        with_it = net(touched, effective) if touched else 0
        without = net(touched, _without(effective, decision.identity)) if touched else 0
        found[decision.identity] = with_it - without
    return found


def _may_move(content: DecisionContent) -> bool:
    """Whether it can change which files count; a change of makers or staff cannot."""
    if isinstance(content, PlanChange):
        return content.part in _PARTS_WITH_DAYS
    return content.kind in _MAY_MOVE


def _without(effective: EffectiveDecisions, identity: str) -> EffectiveDecisions:
    left = tuple(each for each in effective.statuses if each.decision.identity != identity)
    return replace(effective, statuses=left)


class _Related:
    """The files of each till, and which tills hold one of its sales."""

    def __init__(self, days: Iterable[BookDay]) -> None:
        self._files: dict[_Till, list[BookDay]] = defaultdict(list)
        self._tills_of_sale: dict[str, set[_Till]] = defaultdict(set)
        self._tills_of_order: dict[str, set[_Till]] = defaultdict(set)
        self._till_of_file: dict[str, _Till] = {}
        for day in days:
            till = day.stand, day.till
            self._files[till].append(day)
            self._till_of_file[day.identity] = till
            for digest in day.sale_digests:
                self._tills_of_sale[digest.sale_id].add(till)
            for note in day.notes.orders:
                self._tills_of_order[note.order].add(till)

    def files(self, content: DecisionContent) -> list[BookDay]:
        """The files that a decision can touch."""
        waiting = self._tills(content)
        seen: set[_Till] = set()
        while waiting:
            till = waiting.pop()
            seen.add(till)
            for day in self._files.get(till, ()):
                for digest in day.sale_digests:
                    waiting |= self._tills_of_sale[digest.sale_id] - seen
                for note in day.notes.orders:
                    waiting |= self._tills_of_order[note.order] - seen
        return [day for till in sorted(seen) for day in self._files.get(till, ())]

    def _tills(self, content: DecisionContent) -> set[_Till]:
        if isinstance(content, PlanChange):
            return {each for each in self._files if content.code in ("", each[0])}
        if isinstance(content, OrderCounts):
            return set(self._tills_of_order[content.order])
        manifest = str(getattr(content, "manifest", ""))
        stand, till = (str(getattr(content, name, "")) for name in ("stand", "till"))
        if till:
            return {(stand, till)}
        if stand:
            return {each for each in self._files if each[0] == stand}
        return {self._till_of_file[manifest]} if manifest in self._till_of_file else set()
