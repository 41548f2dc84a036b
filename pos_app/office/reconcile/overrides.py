"""The files that lose when the office decides that one of them counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pos_app.dayfile.closing_qr import ClosingFacts
from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import Choose
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.chains import chains_of_planned_tills
from pos_app.office.reconcile.disputes import find_conflicts
from pos_app.office.reconcile.eligibility import check_eligibility
from pos_app.office.reconcile.paper_days import seat_day_of_closing


def override_of(
    plan: EventPlan,
    days: Iterable[BookDay],
    effective: EffectiveDecisions,
    manifest: str,
    slips: Iterable[ClosingFacts] = (),
) -> Choose:
    """The decision that a file counts, against every other file that contradicts it.

    The losers are the other files of its till, seat and day, on paper or not, except the revisions
    that it supersedes; and the files of other days that state one of its sales differently.
    """
    days = list(days)
    chosen = next(day for day in days if day.identity == manifest)
    same_day = {day.identity for day in days if day.seat_day == chosen.seat_day}
    same_day |= {slip.manifest for slip in slips if seat_day_of_closing(slip) == chosen.seat_day}
    over = same_day - set(_superseded(chosen, days)) - {manifest}
    found = check_eligibility(plan, days, effective)
    chains = chains_of_planned_tills(plan, found.eligible)
    for conflict in find_conflicts(plan, chains, effective, found.vouched):
        named = {file.manifest for file in conflict.files}
        if conflict.code == "sale_conflict" and manifest in named:
            over |= named - {manifest}
    return Choose(*chosen.seat_day, manifest, tuple(sorted(over)))


def _superseded(chosen: BookDay, days: Iterable[BookDay]) -> Iterator[str]:
    """The revisions that the chosen file supersedes, as far as the chain of files goes."""
    known = {day.identity: day for day in days}
    file: BookDay | None = chosen
    while file is not None and file.supersedes is not None:
        yield file.supersedes
        file = known.get(file.supersedes)
