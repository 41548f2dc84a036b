"""Several fairs side by side, each from its own book, and the makers over all of them.

Every figure is confirmed and in rupiah, net of refunds and voids, on the business day (and so in
the month) of the file that holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pos_app.domain.catalogue import sku_key
from pos_app.domain.money import Rupiah, divide_half_up
from pos_app.office.reconcile.maker_accounts import Accounts
from pos_app.office.reconcile.status import Status
from pos_app.office.report.countries import is_abroad
from pos_app.office.report.fair_hours import fair_hours

TAX_FREE_YEAR: Rupiah = 500_000_000
"""The turnover of a year up to which a person who runs a business pays no income tax.

Above it the final income tax of 0.5 % begins: UU 7/2021 (HPP), art. 3, which added art. 7 (2a) to
the income tax law; PP 55/2022, art. 56 (2) and art. 60 (2).
"""


@dataclass(frozen=True, slots=True)
class MakerName:
    """A maker as one fair calls them; two are one if code and name agree, letter case aside."""

    code: str
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """What two of them have in common that are the same maker."""
        return sku_key(self.code), sku_key(self.name)


Joined = Sequence[Sequence[MakerName]]
"""Groups of names that the office said are one person."""


@dataclass(frozen=True, slots=True)
class FairDay:
    """A day of a fair: its number from 1 among the planned days, and what it sold."""

    number: int
    day: str
    sales: int
    net: Rupiah
    is_whole: bool


@dataclass(frozen=True, slots=True)
class FairRow:
    """The net of a stand (by code and name), or the sales of the buyers from a country."""

    key: str
    name: str
    sales: int
    net: Rupiah


@dataclass(frozen=True, slots=True)
class FairMaker:
    """What buyers paid for a maker's goods in each month (`2023-10`) of a fair."""

    who: MakerName
    months: Mapping[str, Rupiah]

    @property
    def net(self) -> Rupiah:
        """The sum over the fair."""
        return sum(self.months.values())


@dataclass(frozen=True, slots=True)
class Fair:
    """One fair as its book confirms it.

    Attributes:
        source: The book.
        through: The last day that its figures cover (ISO date).
        planned_days: How many days the fair has by its plan.
        complete: Whether nothing is missing up to `through`.
        unconfirmed: QRIS in the net that nobody saw arrive.
        rounding: The rounding of cash, of which no maker has a part.
        whole_net: The net of the days of which nothing is missing.
        whole_days: How many such days there are.
    """

    source: str
    code: str
    name: str
    start: str
    end: str
    through: str
    planned_days: int
    target: Rupiah
    complete: bool
    expected: int
    received: int
    sales: int
    net: Rupiah
    unconfirmed: Rupiah
    rounding: Rupiah
    whole_net: Rupiah
    whole_days: int
    days: tuple[FairDay, ...]
    stands: tuple[FairRow, ...]
    countries: tuple[FairRow, ...]
    makers: tuple[FairMaker, ...]

    @property
    def per_day(self) -> Rupiah:
        """The net of an average whole day; 0 before the first one."""
        return divide_half_up(self.whole_net, self.whole_days) if self.whole_days else 0

    @property
    def target_met(self) -> bool | None:
        """Whether the confirmed net has reached the target; None without a target."""
        return self.net >= self.target if self.target else None

    @property
    def abroad(self) -> Rupiah:
        """What buyers from abroad spent."""
        return sum(row.net for row in self.countries if is_abroad(row.key))

    def is_of_one_event_with(self, other: Fair) -> bool:
        """Whether both are books of one event; a code may come again on other days."""
        same_days = self.start <= other.end and other.start <= self.end
        return self.code == other.code and same_days


@dataclass(frozen=True, slots=True)
class MakerYear:
    """A maker's turnover of a year over all fairs."""

    year: str
    net: Rupiah

    @property
    def above(self) -> Rupiah:
        """How much of it is above `TAX_FREE_YEAR`."""
        return max(0, self.net - TAX_FREE_YEAR)


@dataclass(frozen=True, slots=True)
class MakerOverFairs:
    """A maker over all fairs: every name, the months, and the net of each fair by its place."""

    names: tuple[MakerName, ...]
    months: Mapping[str, Rupiah]
    fairs: Mapping[int, Rupiah]

    @property
    def net(self) -> Rupiah:
        """The sum over all fairs."""
        return sum(self.months.values())

    @property
    def years(self) -> tuple[MakerYear, ...]:
        """The turnover of each year, the earliest first."""
        found: dict[str, Rupiah] = defaultdict(int)
        for month, net in self.months.items():
            found[month[:4]] += net
        return tuple(MakerYear(*each) for each in sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Fairs:
    """Fairs in the order of their days; `left_out` are further books of one of these events."""

    fairs: tuple[Fair, ...] = ()
    left_out: tuple[Fair, ...] = ()
    joined: Joined = field(default_factory=tuple)

    @property
    def net(self) -> Rupiah:
        """The confirmed net of all fairs."""
        return sum(fair.net for fair in self.fairs)

    @property
    def makers(self) -> tuple[MakerOverFairs, ...]:
        """The makers over all fairs, who sold most first."""
        return makers_over(self.fairs, self.joined)


def fair_of(status: Status, source: str) -> Fair:
    """The figures of one fair from the status of its book."""
    plan, found = status.plan, status.confirmed
    planned = sorted({day for _, _, day in plan.till_days(plan.end)})
    hours = fair_hours(status)
    whole = {each.day for each in hours.days}
    numbers = {day: number for number, day in enumerate(planned, 1)}
    names = {stand.code: stand.name for stand in plan.stands}
    return Fair(
        *(source, plan.code, plan.name, plan.start, plan.end, status.through),
        planned_days=len(planned),
        target=plan.target or 0,
        complete=status.complete,
        expected=status.expected,
        received=status.received,
        sales=status.totals.sales,
        net=status.totals.net,
        unconfirmed=status.totals.unconfirmed,
        rounding=status.totals.rounding,
        whole_net=hours.net,
        whole_days=len(hours.days),
        days=tuple(
            FairDay(numbers.get(row.key, 0), row.key, _sales(row.extra), row.net, row.key in whole)
            for row in found.by_day
        ),
        stands=tuple(
            FairRow(row.key, names.get(row.key, ""), _sales(row.extra), row.net)
            for row in found.by_stand
        ),
        countries=tuple(FairRow(row.key, "", row.sales, row.net) for row in found.by_country),
        makers=_makers(status),
    )


def _sales(extra: Iterable[tuple[str, int | str]]) -> int:
    return int(dict(extra).get("sales", 0))


def _makers(status: Status) -> tuple[FairMaker, ...]:
    """The makers' months, under the accounts by which the fair itself settles."""
    accounts = Accounts(status.plan)
    months: dict[str, dict[str, Rupiah]] = defaultdict(lambda: defaultdict(int))
    for day in sorted(status.confirmed.days, key=lambda day: day.seat_day):
        for code, sums in sorted(day.breakdown.makers.items()):
            months[accounts.key(day, code)][day.day[:7]] += sums.net
    return tuple(
        FairMaker(MakerName(accounts[key].code, accounts[key].name), dict(sorted(found.items())))
        for key, found in sorted(months.items())
    )


def side_by_side(found: Iterable[Fair], joined: Joined = ()) -> Fairs:
    """The fairs by their days; of several books of one event the fullest counts.

    Which one that is does not depend on the order in which they are given.
    """
    kept: list[Fair] = []
    left_out: list[Fair] = []
    for fair in sorted(found, key=_fullest_first):
        known = any(fair.is_of_one_event_with(other) for other in kept)
        (left_out if known else kept).append(fair)
    kept.sort(key=lambda fair: (fair.start, fair.end, fair.code, fair.source))
    return Fairs(tuple(kept), tuple(left_out), joined)


def _fullest_first(fair: Fair) -> tuple[int, int, int, str]:
    return -fair.received, -fair.sales, -fair.net, fair.source


def makers_over(fairs: Sequence[Fair], joined: Joined = ()) -> tuple[MakerOverFairs, ...]:
    """The makers over all fairs, who sold most first; names that are `joined` are one maker."""
    leaders = _leaders(joined)
    names: dict[tuple[str, str], dict[tuple[str, str], MakerName]] = defaultdict(dict)
    months: dict[tuple[str, str], dict[str, Rupiah]] = defaultdict(lambda: defaultdict(int))
    sums: dict[tuple[str, str], dict[int, Rupiah]] = defaultdict(lambda: defaultdict(int))
    for place, fair in enumerate(fairs):
        for maker in fair.makers:
            key = leaders.get(maker.who.key, maker.who.key)
            names[key].setdefault(maker.who.key, maker.who)
            sums[key][place] += maker.net
            for month, net in maker.months.items():
                months[key][month] += net
    found = [
        MakerOverFairs(
            tuple(names[key].values()), dict(sorted(months[key].items())), dict(sums[key])
        )
        for key in names
    ]
    return tuple(sorted(found, key=lambda each: (-each.net, each.names[0].key)))


def _leaders(joined: Joined) -> dict[tuple[str, str], tuple[str, str]]:
    """For each joined name the first name of its group; groups that share a name are one."""
    leaders: dict[tuple[str, str], tuple[str, str]] = {}
    for group in joined:
        keys = [name.key for name in group]
        merged = {leaders.get(key, key) for key in keys}
        first = min(merged)
        leaders |= dict.fromkeys(keys, first)
        leaders = {key: first if at in merged else at for key, at in leaders.items()}
    return leaders


def may_be_one(makers: Sequence[MakerOverFairs]) -> list[tuple[MakerName, MakerName]]:
    """Pairs of makers who share a name, or a code: the office may know that they are one."""
    found = []
    for number, one in enumerate(makers):
        for other in makers[number + 1 :]:
            pairs = ((a, b) for a in one.names for b in other.names)
            match = next((p for p in pairs if _share_a_text(*p)), None)
            if match is not None:
                found.append(match)
    return found


def _share_a_text(one: MakerName, other: MakerName) -> bool:
    return one.key[0] == other.key[0] or one.key[1] == other.key[1]
