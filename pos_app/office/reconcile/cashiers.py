"""Who rang up sales at a stand, held against the staff that the plan names for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pos_app.domain.staff import UNNAMED_CASHIER
from pos_app.office.book_day import BookDay
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.terms import Folded


def unplanned_cashiers(plan: EventPlan, counted: Iterable[BookDay]) -> Iterator[Folded]:
    """Each file that counts with its cashiers who are not among the planned staff.

    Those whom a journal row made staff of the till are told apart (`cashier_added`), with who did
    it. Stands for which the plan names nobody are left out, and so are sales in nobody's name.
    """
    planned = _planned(plan)
    added: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for day in sorted(counted, key=lambda day: (day.stand, day.till, day.day, day.seat)):
        known = added[day.stand, day.till]
        known.update((row.person, row.by or "") for row in day.notes.staff if row.person)
        staff = planned.get(day.stand)
        if staff:
            known_codes = {*staff, UNNAMED_CASHIER}
            others = [code for code in day.notes.cashiers if code not in known_codes]
            yield from _named_by_code(day.till_day, others, known)


def _named_by_code(till_day: TillDay, others: list[str], added: dict[str, str]) -> Iterator[Folded]:
    words = {
        "cashier_unknown": [code for code in others if code not in added],
        "cashier_added": [_added(code, added[code]) for code in others if code in added],
    }
    for code, named in words.items():
        if named:
            yield Folded(till_day, code, _named(named), len(named))


def _planned(plan: EventPlan) -> dict[str, set[str]]:
    """The codes of the planned staff of each stand."""
    return {
        stand.code: {p.person.code for p in plan.staff if p.stand in ("", stand.code)}
        for stand in plan.stands
    }


def _added(code: str, by: str) -> str:
    return f"{code} (← {by})" if by else code


def _named(words: list[str]) -> str:
    """The first few of them."""
    return ", ".join(words[:_MOST_NAMED]) + (" …" if len(words) > _MOST_NAMED else "")


_MOST_NAMED = 6
