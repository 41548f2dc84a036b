"""What the files say about prices, shares and makers, held against what the office handed out.

A till's key proves which laptop spoke, not that it kept the office's prices. Whatever differs is
named, with whoever changed it at the till if a journal row tells; it changes no total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pos_app.domain.catalogue import Maker, sku_key
from pos_app.domain.money import format_rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.decide.settlement_decisions import CorrectPrice, CorrectShare
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.plan.handed_out import HandedOut, PlannedGoods
from pos_app.office.sold_terms import GoodsChange, Offer

Changes = dict[str, list[GoodsChange]]
"""The changes of goods at one till by `sku_key`, the newest first."""


class Difference(NamedTuple):
    """Something in a file that is not as planned.

    Attributes:
        code: The warning's code.
        what: The SKU, or the code of a maker or of a person.
        size: How large it is beside others of its code, in rupiah or basis points.
        words: Planned and found, the same in every language.
        change: The value that a journal row must have set to explain it.
        needs_change: Whether it only counts if a journal row explains it: a piece may be sold for
            more than its list price, and then the file's list price is what was asked.
        maker: The code of the planned maker; empty for one who is not in the plan.
    """

    code: str
    what: str
    size: int
    words: str
    change: GoodsChange | None = None
    needs_change: bool = False
    maker: str = ""

    def explained_by(self, changes: Iterable[GoodsChange]) -> GoodsChange | None:
        """The newest of the changes of this piece of goods that set what was found."""
        if self.change is None:
            return None
        values = self.change[1:4]
        for change in changes:
            if any(v is not None and v == w for v, w in zip(values, change[1:4], strict=True)):
                return change
        return None


@dataclass(frozen=True, slots=True)
class Folded:
    """The differences of one code in one file: how many, and the largest in words."""

    till_day: TillDay
    code: str
    detail: str
    count: int


class Terms:
    """Judges offers and makers; each only once for a sheet, however many files have it."""

    def __init__(self, plan: EventPlan, handed: HandedOut) -> None:
        self._plan = plan
        self._handed = handed
        self._fine: dict[str, set[int]] = defaultdict(set)
        self._differing: dict[tuple[str, int], tuple[Difference, ...]] = {}
        self._makers: dict[int, tuple[Difference, ...]] = {}

    def of_day(self, day: BookDay) -> Iterator[Difference]:
        """Every difference in the lines and makers of a day."""
        sheet = day.stand if day.stand in self._handed else ""
        fine = self._fine[sheet]
        hashes = day.offers.hashes
        for mark in set() if fine.issuperset(hashes) else set(hashes) - fine:
            found = self._differing.get((sheet, mark))
            if found is None:
                offer = day.offers.known.get(mark)
                found = () if offer is None else tuple(self._of_offer(sheet, offer))
                self._differing[sheet, mark] = found
            if not found:
                fine.add(mark)
            yield from found
        yield from self._of_makers(day)

    def _of_makers(self, day: BookDay) -> tuple[Difference, ...]:
        # Most files of a till have the same makers and share one mapping, so compare by identity.
        key = id(day.makers)
        if key not in self._makers:
            self._makers[key] = tuple(self._makers_of(day))
        return self._makers[key]

    def _makers_of(self, day: BookDay) -> Iterator[Difference]:
        for code, found in day.makers.items():
            planned = self._plan.maker(code, found.name)
            if planned is None or found.share_bp is None:
                continue
            if found.share_bp != planned.share_bp:
                yield _share(code, code, planned.share_bp, found.share_bp, planned)
            if found.discount_by is not planned.discount_by:
                words = f"{code}: {planned.discount_by} → {found.discount_by}"
                yield Difference("bearer_differs", code, 0, words)

    def _of_offer(self, sheet: str, offer: Offer) -> Iterator[Difference]:
        goods = self._handed.get(sheet, {}).get(sku_key(offer.sku))
        maker = self._plan.maker(offer.maker, offer.maker_name)
        if goods is None:
            share = None if maker is None else maker.share_bp
        else:
            planned = self._plan.maker(goods.maker)
            share = _planned_share(goods, planned)
            yield from _price(offer, goods, maker)
            if not _is_same(offer, maker, goods, planned):
                share = None if maker is None else maker.share_bp
                name = goods.maker if planned is None else planned.code
                words = f"{offer.sku}: {name} → {offer.maker}"
                change = GoodsChange(None, None, None, offer.maker, None)
                yield Difference("maker_differs", offer.sku, offer.list_price, words, change)
        if share is not None and share != offer.share_bp:
            name = f"{offer.maker} {offer.sku}"
            yield _share(offer.sku, name, share, offer.share_bp, maker)


def _planned_share(goods: PlannedGoods, planned: Maker | None) -> int:
    """The share that a till set up from the pack stores with a line, in basis points."""
    if goods.share_bp is not None:
        return goods.share_bp
    return 0 if planned is None else planned.share_bp


def _is_same(offer: Offer, maker: Maker | None, goods: PlannedGoods, planned: Maker | None) -> bool:
    if planned is not None:
        return maker is not None and maker.code == planned.code
    return sku_key(goods.maker) in (sku_key(offer.maker), sku_key(offer.maker_name))


def _price(offer: Offer, goods: PlannedGoods, maker: Maker | None) -> Iterator[Difference]:
    found, planned = offer.list_price, goods.price
    if found == planned or found in [step.price for step in goods.steps]:
        return
    yield Difference(
        "price_differs",
        offer.sku,
        abs(found - planned),
        f"{offer.sku}: {format_rupiah(planned)} → {format_rupiah(found)}",
        GoodsChange(None, found, None, None, None),
        needs_change=found > planned and not offer.is_below,
        maker=maker.code if maker else "",
    )


def _share(what: str, name: str, planned: int, found: int, maker: Maker | None) -> Difference:
    return Difference(
        "share_differs",
        what,
        abs(found - planned),
        f"{name}: {planned / 100:g}% → {found / 100:g}%",
        GoodsChange(None, None, found, None, None),
        maker=maker.code if maker else "",
    )


def differing_terms(
    plan: EventPlan,
    handed: HandedOut,
    counted: Iterable[BookDay],
    effective: EffectiveDecisions = NO_DECISIONS,
) -> Iterator[Folded]:
    """Each file that counts with what differs in it, folded by code.

    What a decision on shares or prices corrects is left out.
    """
    terms = Terms(plan, handed)
    corrected = _Corrections(plan, effective)
    counted = list(counted)
    received = ReceivedTerms(counted)
    changes: dict[tuple[str, str], Changes] = defaultdict(dict)
    for day in sorted(counted, key=lambda day: (day.stand, day.till, day.day, day.seat)):
        known = changes[day.stand, day.till]
        for change in day.notes.goods:
            if change.sku:
                known.setdefault(sku_key(change.sku), []).insert(0, change)
        received.take(day)
        found = [
            each
            for each in terms.of_day(day)
            if not corrected.cover(each, day.day) and not received.explain(day, each)
        ]
        if found:
            yield from _fold(day, found, known)


class ReceivedTerms:
    """The prices and shares that goods brought along from another stand, by till and SKU.

    A till sells them as the sender's note says. Whether that note is as planned is asked of the
    sender, whose file is judged by it; so it explains only where the sender's files state it, or
    where none of the sender is there yet that would have to.
    """

    def __init__(self, counted: Iterable[BookDay]) -> None:
        self._sent: set[str] = set()
        self._newest: dict[str, str] = {}
        self._lines: dict[tuple[str, str, str], list[GoodsChange]] = defaultdict(list)
        for day in counted:
            self._sent |= {move.note for move in day.notes.moves if move.is_out}
            self._newest[day.stand] = max(self._newest.get(day.stand, ""), day.day)

    def take(self, day: BookDay) -> None:
        """Takes what a day took in into account, before it and later days are judged."""
        for move in day.notes.moves:
            known = move.note in self._sent or self._newest.get(move.stand, "") <= move.at[:10]
            if not move.is_out and known:
                for line in move.lines:
                    place = day.stand, day.till, sku_key(line.sku)
                    for price in line.prices:
                        brought = GoodsChange(line.sku, price, line.share_bp, line.maker, None)
                        self._lines[place].append(brought)

    def explain(self, day: BookDay, found: Difference) -> bool:
        """Whether goods that the till took in have the price or share that was found."""
        brought = self._lines.get((day.stand, day.till, sku_key(found.what)), ())
        return found.explained_by(brought) is not None


class _Corrections:
    """The decisions in force on shares and prices."""

    def __init__(self, plan: EventPlan, effective: EffectiveDecisions) -> None:
        self._plan = plan
        self._shares = [content for _, content in effective.decided(CorrectShare)]
        self._prices = [content for _, content in effective.decided(CorrectPrice)]

    def cover(self, found: Difference, day: str) -> bool:
        """Whether a decision says what holds in place of what was found on a day."""
        if found.code == "share_differs":
            return any(c.covers(day) and self._is(c.maker, found) for c in self._shares)
        return found.code == "price_differs" and any(
            c.covers(day)
            and sku_key(c.sku) == sku_key(found.what)
            and (not c.maker or self._is(c.maker, found))
            for c in self._prices
        )

    def _is(self, name: str, found: Difference) -> bool:
        maker = self._plan.maker(name)
        return maker is not None and maker.code == found.maker


def _fold(day: BookDay, found: Iterable[Difference], changes: Changes) -> Iterator[Folded]:
    by_code: dict[str, list[tuple[Difference, str]]] = defaultdict(list)
    for each in found:
        change = each.explained_by(changes.get(sku_key(each.what), ()))
        if change is not None or not each.needs_change:
            by = f" · {change.by}" if change is not None and change.by else ""
            by_code[each.code].append((each, by))
    for code, group in by_code.items():
        largest, by = max(group, key=lambda pair: (pair[0].size, pair[0].what, pair[0].words))
        count = len({each.what for each, _ in group})
        yield Folded(day.till_day, code, f"{largest.words}{by}", count)
