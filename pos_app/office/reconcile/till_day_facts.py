"""The facts from which the states of till-days follow: files, sums, codes, decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pos_app.office.book_day import BookDay
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.chains import Chain
from pos_app.office.reconcile.confirmed_totals import Confirmed
from pos_app.office.reconcile.disputes import Conflict, disputed_till_days
from pos_app.office.reconcile.eligibility import Eligibility
from pos_app.office.reconcile.gaps import Gap
from pos_app.office.reconcile.till_day import TillDayFacts, TillDayFile, TillDayState
from pos_app.office.reconcile.warnings import OfficeWarning


def decided_without_file(
    plan: EventPlan, chains: Iterable[Chain], effective: EffectiveDecisions
) -> dict[TillDay, TillDayState]:
    """The till-days without a file that a decision settles."""
    received = {chain.head.till_day for chain in chains}
    found: dict[TillDay, TillDayState] = {}
    for till_day in plan.till_days(plan.end):
        stand, _, day = till_day
        if till_day in received:
            continue
        if till_day in effective.no_sales:
            found[till_day] = TillDayState.NO_SALES
        elif effective.is_withdrawn(stand, day):
            found[till_day] = TillDayState.WITHDRAWN
    return found


def till_day_facts(
    chains: Iterable[Chain],
    conflicts: Iterable[Conflict],
    confirmed: Confirmed,
    eligibility: Eligibility,
    no_file: Mapping[TillDay, TillDayState],
    problems: Iterable[Gap | Conflict | OfficeWarning],
    effective: EffectiveDecisions,
) -> TillDayFacts:
    """The files, sums and codes of every till-day; a sale of two seats is summed only once."""
    disputed = disputed_till_days(conflicts)
    files: dict[TillDay, list[TillDayFile]] = defaultdict(list)
    nets: dict[TillDay, int] = defaultdict(int)
    codes: dict[TillDay, list[str]] = defaultdict(list)
    once = {day.identity: day.breakdown.totals.net for day in confirmed.days}
    for chain in chains:
        head = chain.head
        counted = chain.counted(effective)
        for file in counted:
            nets[head.till_day] += once.get(file.identity, file.breakdown.totals.net)
        for file in chain.files:
            counts = file in counted and head.till_day not in disputed
            files[head.till_day].append(_till_day_file(file, counts))
    for file, code in (*eligibility.set_aside, *eligibility.overruled):
        files[file.till_day].append(_till_day_file(file, False, code))
    for file, code in eligibility.set_aside:
        codes[file.till_day].append(code)
    for item in problems:
        codes[item.till_day].append(item.code)
    return TillDayFacts(files, nets, codes, disputed, no_file)


def _till_day_file(file: BookDay, counts: bool, code: str = "") -> TillDayFile:
    net = file.breakdown.totals.net
    return TillDayFile(file.seat, file.revision, file.identity, file.key, net, counts, code)
