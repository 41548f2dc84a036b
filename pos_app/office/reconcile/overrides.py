"""Which files lose when the office says that one of them counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pos_app.dayfile.closing_qr import ClosingFacts
from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import Choose
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.disputes import find_conflicts
from pos_app.office.reconcile.eligibility import check_eligibility
from pos_app.office.reconcile.paper_days import slot_of_closing


def override_of(
    plan: EventPlan,
    days: Iterable[BookDay],
    effective: EffectiveDecisions,
    manifest: str,
    slips: Iterable[ClosingFacts] = (),
) -> Choose:
    """The choice of a file over every other that is known to contradict it.

    Those are the files of its own till, seat and day, here or on paper, but for the revisions that
    it corrects, and what it is in conflict with elsewhere.
    """
    days = list(days)
    chosen = next(day for day in days if day.identity == manifest)
    corrected = set(_corrected(chosen, days))
    over = {
        day.identity
        for day in days
        if day.slot == chosen.slot and day.identity not in corrected | {manifest}
    }
    papers = {slip.manifest for slip in slips if slot_of_closing(slip) == chosen.slot}
    over |= papers - corrected - {manifest}
    for conflict in find_conflicts(
        plan, check_eligibility(plan, days, effective).linked, effective
    ):
        named = {file.manifest for file in conflict.files}
        if conflict.code == "sale_conflict" and manifest in named:
            over |= named - {manifest}
    return Choose(*chosen.slot, manifest, tuple(sorted(over)))


def _corrected(chosen: BookDay, days: Iterable[BookDay]) -> Iterator[str]:
    """The revisions before the chosen one, as far as they are here."""
    known = {day.identity: day for day in days}
    here: BookDay | None = chosen
    while here is not None and here.supersedes is not None:
        yield here.supersedes
        here = known.get(here.supersedes)
