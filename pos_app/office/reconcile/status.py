"""The status of a book: how complete the event is, and which totals are confirmed.

The status depends only on the plan, the set of files and slips, the office's decisions and a day.
The order in which files came, and how often, changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from pos_app.dayfile.closing_qr import ClosingFacts
from pos_app.dayfile.interim_qr import InterimFacts
from pos_app.domain.day import Totals
from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.plan.handed_out import HandedOut
from pos_app.office.reconcile.chains import Chain, chains_of_planned_tills
from pos_app.office.reconcile.confirmed_totals import Confirmed, confirm, net_of
from pos_app.office.reconcile.counted_files import counted_files
from pos_app.office.reconcile.decision_moves import moved_by
from pos_app.office.reconcile.disputed_range import DisputedRange, disputed_range, orders_range
from pos_app.office.reconcile.disputes import Conflict, disputed_orders, find_conflicts
from pos_app.office.reconcile.drawers import TillDrawer, cash_to_hand_over, drawers_of
from pos_app.office.reconcile.eligibility import Eligibility, check_eligibility
from pos_app.office.reconcile.gaps import Gap, find_gaps, planned_gaps
from pos_app.office.reconcile.interim_total import InterimLayer, InterimTotal
from pos_app.office.reconcile.interim_totals import check_interims, interim_layers
from pos_app.office.reconcile.maker_accounts import named_makers
from pos_app.office.reconcile.order_trails import order_notices
from pos_app.office.reconcile.orders import BookOrder, figures_of, orders_of
from pos_app.office.reconcile.paper_days import PaperDay, check_paper
from pos_app.office.reconcile.partial_days import PartialDay
from pos_app.office.reconcile.potential import ToldInquiry, inquiries_told, potential_of
from pos_app.office.reconcile.seats import seat_gaps
from pos_app.office.reconcile.set_aside import SetAside, excluded, is_told
from pos_app.office.reconcile.status_json import (
    conflict_json,
    decision_json,
    gap_json,
    paper_json,
    rows_json,
    till_day_json,
    warning_json,
)
from pos_app.office.reconcile.till_day import TillDayState, TillDayStatus
from pos_app.office.reconcile.till_day_counts import TillDayCounts, count_till_days
from pos_app.office.reconcile.till_day_facts import decided_without_file, till_day_facts
from pos_app.office.reconcile.till_versions import TillVersion, versions_of
from pos_app.office.reconcile.transfers import (
    Transfer,
    trails_of,
    transfer_warnings,
    transfers_of,
)
from pos_app.office.reconcile.unique_sales import SalesInFile, UniquePieces, no_sales
from pos_app.office.reconcile.warnings import Evidence, OfficeWarning, find_warnings

OnTillDay = TypeVar("OnTillDay", Gap, Conflict, OfficeWarning, InterimTotal)
PlanUnder = Callable[[EffectiveDecisions], EventPlan]
"""The plan as some decisions change it."""


@dataclass(frozen=True, slots=True)
class Status:
    """The status of a book through a day. All amounts are in rupiah.

    Attributes:
        through: The last day that the status covers (ISO date).
        expected: The number of till-days that are due and not withdrawn.
        received: How many of them have a file, or a decision in place of one.
        missing: The other ones.
        set_aside: Files that the plan does not expect, or that a foreign key signed.
        confirmed: The confirmed totals and the files from which they were added up.
        till_days: The status of every planned till-day, later ones included.
        paper: Days that only closing slips on paper report; they are in no confirmed total.
        no_sales: Till-days without a file on which nothing was sold, by a decision.
        withdrawn: Till-days without a file of stands that have left the event.
        overruled: Files that a decision keeps out.
        named: The makers, by code and name, that the files of each stand name.
        disputed: What the disputed till-days and orders may add to the confirmed total.
        disputed_orders: What of that is for orders that several documents close.
        moved: The rupiah that each decision in force moved the confirmed net by, by its identity.
        interims: What tills said that they had sold so far; they are in no other figure.
        transfers: The goods that went from one stand to another; they are in no money figure.
        versions: The program of each laptop that sent a file.
        partials: Days of which some codes have come by light; they are in no figure.
        orders: The orders; their figures are never added to the sales.
        inquiries: The possible buyers; they are potential, no money, and in no figure.
    """

    plan: EventPlan
    through: str
    expected: int
    received: int
    missing: tuple[TillDay, ...]
    gaps: tuple[Gap, ...]
    conflicts: tuple[Conflict, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[OfficeWarning, ...]
    confirmed: Confirmed
    till_days: tuple[TillDayStatus, ...]
    paper: tuple[PaperDay, ...] = ()
    paper_totals: Totals = field(default_factory=Totals)
    no_sales: tuple[TillDay, ...] = ()
    withdrawn: tuple[TillDay, ...] = ()
    overruled: tuple[SetAside, ...] = ()
    effective_decisions: EffectiveDecisions = NO_DECISIONS
    named: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    disputed: DisputedRange = DisputedRange()  # noqa: RUF009 - a tuple of numbers
    disputed_orders: DisputedRange = DisputedRange()  # noqa: RUF009 - a tuple of numbers
    moved: Mapping[str, Rupiah] = field(default_factory=dict)
    interims: tuple[InterimTotal, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    partials: tuple[PartialDay, ...] = ()
    versions: tuple[TillVersion, ...] = ()
    orders: tuple[BookOrder, ...] = ()
    inquiries: tuple[ToldInquiry, ...] = ()

    @property
    def interim_layers(self) -> tuple[InterimLayer, ...]:
        """The open interim totals of each day, of tills that no file and no slip reports."""
        return interim_layers(self.interims, self.till_days)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing, in dispute, gapped or set aside."""
        return not (self.missing or self.gaps or self.conflicts or self.set_aside)

    @property
    def totals(self) -> Totals:
        """The confirmed totals."""
        return self.confirmed.totals

    @property
    def doubtful(self) -> set[TillDay]:
        """The till-days that keep the status from being complete."""
        gaps = {gap.till_day for gap in self.gaps}
        set_aside = {item.till_day for item in self.set_aside}
        return gaps | set_aside | set(self.missing) | {c.till_day for c in self.conflicts}

    @property
    def counts(self) -> TillDayCounts:
        """How many of the due till-days are in the confirmed total, and where the others are."""
        return count_till_days(self.till_days, len(self.set_aside))

    @property
    def drawers(self) -> tuple[TillDrawer, ...]:
        """The drawers of the files in the confirmed total."""
        return drawers_of(self.confirmed.days)

    @property
    def visitors(self) -> dict[str, int]:
        """The number of visitors on each day on which they were counted."""
        counted = sorted(self.effective_decisions.visitors.items())
        return {day: count for day, count in counted if day <= self.through}

    def as_json(self) -> dict[str, Any]:
        """The status as `status --json` prints it; keys are added, old ones keep their meaning."""
        return {
            "through": self.through,
            "complete": self.complete,
            "expected": self.expected,
            "received": self.received,
            "counts": self.counts.as_json(),
            "missing": list(map(till_day_json, self.missing)),
            "gaps": list(map(gap_json, self.gaps)),
            "conflicts": list(map(conflict_json, self.conflicts)),
            "set_aside": [each.as_json() for each in self.set_aside],
            "warnings": list(map(warning_json, self.warnings)),
            "no_sales": list(map(till_day_json, self.no_sales)),
            "withdrawn": list(map(till_day_json, self.withdrawn)),
            "overruled": [each.as_json() for each in self.overruled],
            "decisions": [
                decision_json(each, self.moved.get(each.decision.identity))
                for each in self.effective_decisions.statuses
            ],
            "visitors": [{"day": day, "visitors": count} for day, count in self.visitors.items()],
            "paper": list(map(paper_json, self.paper)),
            "paper_totals": self.paper_totals.as_dict(),
            "interim": list(map(InterimTotal.as_json, self.interims)),
            "transfers": list(map(Transfer.as_json, self.transfers)),
            "partial": list(map(PartialDay.as_json, self.partials)),
            "versions": list(map(TillVersion.as_json, self.versions)),
            "orders": figures_of(self.orders)._asdict(),
            "potential": potential_of(self.inquiries)._asdict(),
            "totals": self.totals.as_dict(),
            "by_day": rows_json(self.confirmed.by_day),
            "by_stand": rows_json(self.confirmed.by_stand),
            "by_maker": rows_json(self.confirmed.by_maker),
            "by_category": rows_json(self.confirmed.by_category),
            **self.confirmed.more_as_json(),
            "disputed": self.disputed._asdict(),
            "drawers": list(map(TillDrawer.as_json, self.drawers)),
            "cash_to_hand_over": [each._asdict() for each in cash_to_hand_over(self.drawers)],
        }


def status_of(
    plan: EventPlan,
    days: Iterable[BookDay],
    through: str,
    effective: EffectiveDecisions = NO_DECISIONS,
    slips: Iterable[ClosingFacts] = (),
    handed: HandedOut = MappingProxyType({}),
    plan_under: PlanUnder | None = None,
    interims: Iterable[InterimFacts] = (),
    sales_in: SalesInFile = no_sales,
) -> Status:
    """The status of a book's files through a day.

    Files of later days count as evidence on earlier ones, for example for a link or a conflict.

    Args:
        plan: The plan of the event.
        days: The files of the book, in any order.
        through: The last day that the status covers (ISO date).
        effective: The decisions in force.
        slips: The closing slips on paper.
        handed: The goods in the stand packs.
        plan_under: The plan under other decisions, for what a change of the plan moved; without it
            every plan is `plan`.
        interims: What tills said that they had sold so far.
        sales_in: Reads a file's sales of some goods, for pieces that its till did not mark.
    """
    plans: PlanUnder = plan_under or (lambda _: plan)
    plan = replace(plan, aliases=effective.makers)
    days, slips = list(days), list(slips)
    eligibility = check_eligibility(plan, days, effective)
    linked = chains_of_planned_tills(plan, eligibility.eligible)
    chains = _on_planned_days(plan, linked)
    paper = check_paper(plan, eligibility, slips, effective)
    so_far = check_interims(plan, eligibility, interims, effective, paper.till_days)
    found = find_conflicts(plan, linked, effective, eligibility.vouched)
    conflicts = sorted([*found, *paper.conflicts])
    gaps = planned_gaps(plan, {*_gaps(plan, linked, eligibility, effective), *paper.gaps})
    confirmed = confirm(plan, counted_files(chains, conflicts, through, effective), effective)
    vouched, evidence = eligibility.vouched, Evidence(days, gaps, handed)
    warnings = find_warnings(plan, chains, vouched, confirmed.days, effective, evidence)
    trails = trails_of(eligibility.eligible)
    pieces = UniquePieces(plan, eligibility.eligible, handed)
    twice = pieces.sold_twice(confirmed.days, sales_in)
    notices = order_notices(confirmed.days, eligibility.eligible, effective)
    on_orders = (OfficeWarning(*each.till_day, each.code, each.detail) for each in notices)
    moved = {*transfer_warnings(plan, trails, eligibility.eligible), *twice, *on_orders}
    warnings = sorted({*warnings, *paper.warnings, *so_far.warnings, *moved})
    decided = decided_without_file(plan, chains, effective)
    expected, missing = _expected(plan, chains, decided, through)
    no_file = {**dict.fromkeys(paper.till_days, TillDayState.PAPER), **decided}
    problems: list[Gap | Conflict | OfficeWarning] = [*gaps, *conflicts, *warnings]
    facts = till_day_facts(chains, conflicts, confirmed, eligibility, no_file, problems, effective)
    on_paper = paper.through(through)
    return Status(
        plan=plan,
        through=through,
        expected=len(expected),
        received=len(expected) - len(missing),
        missing=missing,
        gaps=_until(through, gaps),
        conflicts=_until(through, conflicts),
        set_aside=excluded(plan, eligibility.set_aside, through),
        warnings=tuple(item for item in warnings if is_told(plan, item.day, through)),
        confirmed=confirmed,
        till_days=facts.statuses(plan, through),
        paper=on_paper.reported,
        paper_totals=on_paper.totals,
        no_sales=_in_state(decided, TillDayState.NO_SALES, through),
        withdrawn=_in_state(decided, TillDayState.WITHDRAWN, through),
        overruled=excluded(plan, eligibility.overruled, through),
        effective_decisions=effective,
        named=named_makers((*eligibility.eligible, *eligibility.set_aside_days)),
        disputed=disputed_range(_until(through, conflicts), chains),
        disputed_orders=orders_range(_until(through, conflicts), chains),
        moved=moved_by(days, effective, partial(_net, plans, slips, through)),
        interims=_until(through, so_far.totals),
        transfers=transfers_of(trails, through),
        versions=versions_of(days),
        orders=orders_of(
            confirmed.days, _heads(chains, through), effective, disputed_orders(conflicts)
        ),
        inquiries=inquiries_told(_heads(chains, through)),
    )


def _net(
    plans: PlanUnder,
    slips: Sequence[ClosingFacts],
    through: str,
    days: Sequence[BookDay],
    effective: EffectiveDecisions,
) -> Rupiah:
    """The confirmed net of some files under some decisions."""
    plan = plans(effective)
    eligibility = check_eligibility(plan, days, effective)
    linked = chains_of_planned_tills(plan, eligibility.eligible)
    chains = _on_planned_days(plan, linked)
    paper = check_paper(plan, eligibility, slips, effective)
    found = find_conflicts(plan, linked, effective, eligibility.vouched)
    return net_of(counted_files(chains, [*found, *paper.conflicts], through, effective))


def _heads(chains: Iterable[Chain], through: str) -> list[BookDay]:
    """The newest revisions through a day, also those in dispute."""
    return [chain.head for chain in chains if chain.head.day <= through]


def _on_planned_days(plan: EventPlan, chains: Iterable[Chain]) -> list[Chain]:
    """The chains of planned till-days, of those of planned tills."""
    return [each for each in chains if plan.set_aside_code(*each.head.till_day) is None]


def _expected(
    plan: EventPlan,
    chains: Iterable[Chain],
    decided: Mapping[TillDay, TillDayState],
    through: str,
) -> tuple[list[TillDay], tuple[TillDay, ...]]:
    """The till-days that are due and not withdrawn, and those of them that are missing."""
    withdrawn = TillDayState.WITHDRAWN
    expected = [item for item in plan.till_days(through) if decided.get(item) is not withdrawn]
    settled = {*(chain.head.till_day for chain in chains), *decided}
    return expected, tuple(item for item in expected if item not in settled)


def _until(through: str, items: Iterable[OnTillDay]) -> tuple[OnTillDay, ...]:
    return tuple(item for item in items if item.day <= through)


def _in_state(
    decided: Mapping[TillDay, TillDayState], state: TillDayState, through: str
) -> tuple[TillDay, ...]:
    """The till-days through a day that a decision puts in a state."""
    return tuple(
        till_day for till_day, found in decided.items() if found is state and till_day[2] <= through
    )


def _gaps(
    plan: EventPlan,
    chains: Sequence[Chain],
    eligibility: Eligibility,
    effective: EffectiveDecisions,
) -> list[Gap]:
    found = find_gaps(plan, chains, effective.chosen, effective, eligibility.vouched)
    return planned_gaps(plan, {*found, *seat_gaps(chains, effective)})
