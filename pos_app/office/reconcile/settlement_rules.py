"""The share and the list price by which each line is settled: the till's, or the office's own.

The rules are written down in docs/office.md. Amounts are in rupiah.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from pos_app.domain.catalogue import DiscountBearer, Maker, sku_key
from pos_app.domain.money import Rupiah
from pos_app.domain.settlement import settle_line
from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.decide.decisions import SameMaker
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.decide.settlement_decisions import CorrectPrice, CorrectShare
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.totals_algebra import GoodsKey, LineSums


class Change(NamedTuple):
    """A value that a decision sets: a share in basis points, or a list price in rupiah."""

    value: int
    decision: str


class SettledGoods(NamedTuple):
    """Equal lines of a maker as they are settled.

    Attributes:
        good: What they have in common, with the share and the list price that hold.
        bearer: Who bears the discount.
        sums: Their sums as the till noted them.
        listed: Quantity × the list price that holds.
        corrected: By how much that is more than by the list price of the till.
        share: The stand's share.
        moved: By how much each decision changed what the maker is owed.
    """

    good: GoodsKey
    bearer: DiscountBearer
    sums: LineSums
    listed: Rupiah
    corrected: Rupiah
    share: Rupiah
    moved: tuple[tuple[str, Rupiah], ...] = ()

    @property
    def due(self) -> Rupiah:
        """What the maker is owed."""
        by_stand = self.bearer is DiscountBearer.STAND
        return (self.listed if by_stand else self.sums.net + self.corrected) - self.share


class _Part(NamedTuple):
    """Lines of a day's goods, and the day whose corrections hold for them."""

    day: str
    good: GoodsKey
    sums: LineSums


class SettlementRules:
    """The decisions on shares, prices and makers' names, applied to the goods of days.

    Args:
        plan: The plan with the names that decisions gave to its makers.
        effective: The decisions in force.
        days: The files that count; refunds are settled as the sales in them.
    """

    def __init__(
        self,
        plan: EventPlan,
        effective: EffectiveDecisions = NO_DECISIONS,
        days: Iterable[BookDay] = (),
    ) -> None:
        self._plan = plan
        self._without_aliases = replace(plan, aliases={})
        self._aliases = {sku_key(c.text): each for each, c in effective.decided(SameMaker)}
        self._shares: dict[str, list[tuple[str, CorrectShare]]] = defaultdict(list)
        for each, share in sorted(effective.decided(CorrectShare), key=_share_order):
            self._shares[self._account(share.maker)].append((each, share))
        self._prices: dict[str, list[tuple[str, CorrectPrice]]] = defaultdict(list)
        for each, price in sorted(effective.decided(CorrectPrice), key=_price_order):
            self._prices[sku_key(price.sku)].append((each, price))
        self._priced = {
            self._account(c.maker) if c.maker else ""
            for found in self._prices.values()
            for _, c in found
        }
        self._latest: tuple[BookDay, Mapping[str, list[_Part]]] | None = None
        self._sold_on = self._days_of_refunded_sales(days) if self._shares or self._prices else {}

    def _account(self, code: str, name: str = "") -> str:
        planned = self._plan.maker(code, name)
        return sku_key(planned.code if planned else code)

    @staticmethod
    def _days_of_refunded_sales(days: Iterable[BookDay]) -> dict[str, str]:
        """The day of each sale that a refund in another file refers to."""
        return {
            digest.sale_id: day.day
            for day in days
            for digest in day.linked
            if digest.details is not None and digest.details.sale.kind == "sale"
        }

    @property
    def touch_any(self) -> bool:
        """Whether there is a decision that may change how goods count."""
        return bool(self._shares or self._priced or self._aliases)

    def touch(self, day: BookDay, code: str) -> bool:
        """Whether a decision may change how the goods of a maker, as the day calls them, count."""
        if not self.touch_any:
            return False
        account = self._account(code, _file_maker(day, code).name)
        corrected = account in self._shares or bool({"", account} & self._priced)
        return corrected or self._planned_share(day, code) is not None

    def _planned_share(self, day: BookDay, code: str) -> Change | None:
        """The planned share, where only a decision says who the maker is and the till had none."""
        named = _file_maker(day, code)
        names = (code, named.name)
        planned: Maker | None = self._plan.maker(*names)
        if named.share_bp or planned is None or self._without_aliases.maker(*names) is not None:
            return None
        texts = (sku_key(text) for text in names)
        decision = next((self._aliases[text] for text in texts if text in self._aliases), "")
        return Change(planned.share_bp, decision) if planned.share_bp else None

    def settled(self, day: BookDay, code: str, bearer: DiscountBearer) -> Iterator[SettledGoods]:
        """The goods of a maker, as the day calls them; `bearer` bears their discount.

        Raises ValueError for a day that was read without its goods.
        """
        if code in day.breakdown.makers and not day.breakdown.goods:
            raise ValueError("the day was read without its goods")
        account = self._account(code, _file_maker(day, code).name)
        planned = self._planned_share(day, code)
        for part in self._parts_of(day).get(code, ()):
            share = self._share(account, part.day)
            if share is None and not part.good.share_bp:
                share = planned
            price = self._price(account, part.good.sku, part.day)
            yield _settled(part.good, part.sums, bearer, share, price)

    def _parts_of(self, day: BookDay) -> Mapping[str, list[_Part]]:
        """The parts of a day by maker; kept for the next maker of the same day."""
        if self._latest is None or self._latest[0] is not day:
            found: dict[str, list[_Part]] = defaultdict(list)
            for part in self._parts(day):
                found[part.good.maker].append(part)
            self._latest = (day, found)
        return self._latest[1]

    def _parts(self, day: BookDay) -> Iterator[_Part]:
        """The goods of a day; what was refunded of an earlier day's sale counts as on that day."""
        for good, sums in day.breakdown.goods.items():
            yield _Part(day.day, good, sums)
        for digest in day.linked if self._sold_on else ():
            if digest.details is not None and digest.details.corrects_another_file:
                sold_on = self._sold_on.get(digest.details.sale.refers_to, day.day)
                if sold_on != day.day:
                    for good, sums in digest.breakdown.goods.items():
                        yield _Part(day.day, good, LineSums(*(-value for value in sums)))
                        yield _Part(sold_on, good, sums)

    def _share(self, account: str, day: str) -> Change | None:
        if not self._shares:
            return None
        found = [(each, c) for each, c in self._shares.get(account, ()) if c.covers(day)]
        return Change(found[-1][1].share_bp, found[-1][0]) if found else None

    def _price(self, account: str, sku: str, day: str) -> Change | None:
        if not self._prices:  # so it is at most fairs, and there are very many goods
            return None
        found = [
            (each, c)
            for each, c in self._prices.get(sku_key(sku), ())
            if c.covers(day) and (not c.maker or self._account(c.maker) == account)
        ]
        return Change(found[-1][1].price, found[-1][0]) if found else None


def _file_maker(day: BookDay, code: str) -> FileMaker:
    return day.makers.get(code) or FileMaker(code)


def _last_first(until: str) -> tuple[int, ...]:
    """Sorts the days on which corrections end, the last one first; no end comes before all."""
    return tuple(-ord(letter) for letter in until) if until else (-0x110000,)


def _share_order(found: tuple[str, CorrectShare]) -> tuple[object, ...]:
    """The correction that begins later goes before; of these the one that ends sooner."""
    identity, content = found
    return content.since, _last_first(content.until), identity


def _price_order(found: tuple[str, CorrectPrice]) -> tuple[object, ...]:
    """A correction for one maker goes before one for all; then as corrections of shares."""
    identity, content = found
    return bool(content.maker), content.since, _last_first(content.until), identity


def _settled(
    good: GoodsKey,
    sums: LineSums,
    bearer: DiscountBearer,
    share: Change | None,
    price: Change | None,
) -> SettledGoods:
    """Equal lines, each settled by itself; the price is corrected first, then the share."""
    if not (share or price):
        by_stand = bearer is DiscountBearer.STAND
        kept = sums.share_of_list if by_stand else sums.share_of_amount
        return SettledGoods(good, bearer, sums, sums.listed, 0, kept)
    before = _with(good, sums, bearer, good.share_bp, good.list_price)
    list_price = price.value if price else good.list_price
    priced = _with(good, sums, bearer, good.share_bp, list_price)
    after = _with(good, sums, bearer, share.value if share else good.share_bp, list_price)
    steps = ((price, priced.due - before.due), (share, after.due - priced.due))
    return after._replace(moved=tuple((each.decision, moved) for each, moved in steps if each))


def _with(
    good: GoodsKey, sums: LineSums, bearer: DiscountBearer, share_bp: int, list_price: Rupiah
) -> SettledGoods:
    more = good.line_qty * (list_price - good.list_price)
    line = settle_line(good.line_qty, list_price, good.line_amount + more, share_bp)
    return SettledGoods(
        good=good._replace(share_bp=share_bp, list_price=list_price),
        bearer=bearer,
        sums=sums,
        listed=sums.qty * list_price,
        corrected=sums.lines * more,
        share=sums.lines * line.share(bearer),
    )


def needs_goods(plan: EventPlan, effective: EffectiveDecisions, day: BookDay) -> bool:
    """Whether a day has to be read with its goods, so that it can be settled.

    Decisions that are not in force count too: a status may be asked for as if they were.
    """
    contents = [each.decision.content for each in effective.statuses]
    named = {sku_key(c.maker) for c in contents if isinstance(c, CorrectShare | CorrectPrice)}
    mapped = [content for content in contents if isinstance(content, SameMaker)]
    if not (named or mapped):
        return False
    return "" in named or _names_any(replace(plan, aliases={}), day, named, mapped)


def _names_any(
    plan: EventPlan, day: BookDay, named: Collection[str], mapped: Collection[SameMaker]
) -> bool:
    """Whether a day names a maker whom corrections name, or whom a decision maps."""
    texts = {sku_key(each.text) for each in mapped}
    meant = {each.maker for each in mapped if texts.intersection(named)}
    corrected = {sku_key(_planned_code(plan, code, code)) for code in (*named, *meant)}
    return any(
        bool(texts & {sku_key(code), sku_key(maker.name)})
        or sku_key(_planned_code(plan, code, maker.name)) in corrected
        for code, maker in day.makers.items()
    )


def _planned_code(plan: EventPlan, code: str, name: str) -> str:
    planned = plan.maker(code, name)
    return planned.code if planned else code
