"""What is sound and worth a look all the same; none of it holds up a complete total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pos_app.dayfile.format import short_code
from pos_app.errors import Problem
from pos_app.office.book_day import BookDay, Seat
from pos_app.office.decide.decisions import DecisionKind
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.chains import Chain, by_seat
from pos_app.office.reconcile.gaps import superseded_links

_OF_THE_WHOLE_BOOK = (DecisionKind.MAKER, DecisionKind.VISITORS)


@dataclass(frozen=True, slots=True, order=True)
class OfficeWarning:
    """Something sound that is worth a look: at a till-day, or at the whole book (empty texts)."""

    stand: str
    till: str
    day: str
    code: str
    detail: str = ""

    @property
    def till_day(self) -> TillDay:
        return self.stand, self.till, self.day

    def problem(self) -> Problem:
        """The same as a warning with its sentence."""
        place = {"stand": self.stand, "till": self.till, "day": self.day}
        return Problem(self.code, "warning", {**place, "detail": self.detail})


def find_warnings(
    plan: EventPlan,
    chains: Iterable[Chain],
    keys: Mapping[Seat, frozenset[str]],
    counted: Iterable[BookDay],
    effective: EffectiveDecisions,
) -> list[OfficeWarning]:
    """Every notice, in a fixed order."""
    chains = list(chains)
    links = (OfficeWarning(*day.till_day, "superseded_link") for day in superseded_links(chains))
    found = {*links, *_keys(chains, keys), *_makers(plan, counted), *_of_the_book(effective)}
    return sorted(found)


def _keys(chains: Iterable[Chain], keys: Mapping[Seat, frozenset[str]]) -> Iterator[OfficeWarning]:
    """A seat whose one key nobody vouched for, named once, at its first day."""
    for place, seat in by_seat(chains).items():
        found = set().union(*(chain.keys for chain in seat))
        if place not in keys and len(found) == 1:
            first = seat[0].head.till_day
            yield OfficeWarning(*first, "key_not_enrolled", short_code(found.pop()))


def _makers(plan: EventPlan, counted: Iterable[BookDay]) -> Iterator[OfficeWarning]:
    """A text that no planned maker answers to, named once, where it first stands."""
    seen: set[tuple[str, str]] = set()
    told: set[str] = set()
    for day in sorted(counted, key=lambda day: day.slot):
        for code in day.breakdown.makers:
            maker = day.makers.get(code)
            said = (code, maker.name if maker else "")
            if said in seen:
                continue
            seen.add(said)
            if code not in told and plan.maker(*said) is None:
                told.add(code)
                yield OfficeWarning(*day.till_day, "maker_unplanned", code)


def _of_the_book(effective: EffectiveDecisions) -> Iterator[OfficeWarning]:
    for key in effective.unknown:
        yield OfficeWarning("", "", "", "office_unknown", short_code(key))
    for identity in effective.unreadable:
        yield OfficeWarning("", "", "", "decision_unreadable", identity[:8])
    for found in effective.contradictions:
        if found.kind in _OF_THE_WHOLE_BOOK:
            named = " ".join(decision.identity[:8] for decision in found.decisions)
            yield OfficeWarning("", "", "", "decisions_differ", f"{found.kind}: {named}")
