"""What is worth a look in a day: corrections, openings of the drawer, deep discounts and the like.

The journal records all of it. This module picks it out and says how much money each is about, so
that a lead at the close, or the office, reads the most expensive first. Nothing here says that
anybody did wrong: a void is an ordinary thing. Retail calls such a list an exception report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat
from statistics import median
from typing import Any, NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.domain.review_items import (
    ReviewItem,
    ReviewKind,
    by_amount,
    counts,
    order_of,
)
from pos_app.domain.review_texts import minutes_between, plain, shown

__all__ = ["ReviewItem", "ReviewKind", "by_amount", "counts", "order_of", "review"]

Fact = Mapping[str, Any]

UNLISTED_PREFIX = "LAIN-"
"""How the code of a piece begins that is sold without being in the catalogue."""
USUAL_DISCOUNT_BP = 2_000
"""A discount up to this share of the list price (basis points) is never listed."""
FEWEST_FOR_A_SPREAD = 8
"""Below this many discounted lines a day has no spread of its own to compare with."""
DEVIATIONS = 3
"""How many median deviations above the day's median discount a line is listed."""
LEAST_ABOVE_BP = 500
"""How far above that median it has to be at least: a stand may always give the same discount."""
CASH_METHODS = frozenset(("cash", "change"))
_UNFIT = (KeyError, TypeError, ValueError, AttributeError, IndexError)
"""What reading a fact raises that does not have the parts of its kind."""


def review(
    facts: Iterable[Fact], listed: Iterable[tuple[str, Rupiah]] = ()
) -> tuple[ReviewItem, ...]:
    """The items of a day's journal facts (parsed payloads in order), the largest amount first.

    Facts of kinds that this version does not know are passed over. One that does not have the
    parts of its kind is an item itself and never raises: the office reads files that anyone may
    have written. `listed` are names and list prices of the catalogue, where it is at hand; without
    it an unlisted piece is compared with what was sold that day.
    """
    day = _Day()
    for name, price in listed:
        day.prices.setdefault(plain(name), price)
    for fact in facts:
        day.read(fact)
    return by_amount(day.items())


class _Discount(NamedTuple):
    """A line sold below its list price; few of them become items, and a day has hundreds.

    `share` is what was given of the list price (basis points), `given` the same in rupiah.
    """

    share: int
    given: Rupiah
    fact: Fact
    name: str

    @property
    def item(self) -> ReviewItem:
        """The item about it."""
        return _item(ReviewKind.DISCOUNT, self.fact, self.given, detail=self.name)


@dataclass(slots=True)
class _Day:
    """Reads the facts of one day once, and keeps what the items need."""

    found: list[ReviewItem] = field(default_factory=list)
    sales: dict[str, Fact] = field(default_factory=dict)
    open_qris: dict[tuple[str, int], ReviewItem] = field(default_factory=dict)
    discounts: list[_Discount] = field(default_factory=list)
    prices: dict[str, Rupiah] = field(default_factory=dict)
    sold_names: set[str] = field(default_factory=set)
    unlisted: list[tuple[Mapping[str, Any], ReviewItem]] = field(default_factory=list)
    reprints: dict[str, ReviewItem] = field(default_factory=dict)
    grouped: dict[tuple[ReviewKind, str], list[ReviewItem]] = field(
        default_factory=lambda: defaultdict(list)
    )
    closes: list[ReviewItem] = field(default_factory=list)
    was_set_up: bool = False
    codes: set[str] = field(default_factory=set)
    qris_after_change: Rupiah = 0

    def read(self, fact: Fact) -> None:
        """Takes one fact in."""
        try:
            reader = _READERS.get(fact["kind"])
            if reader is not None:
                reader(self, fact)
            via = fact.get("via")
            if via == "cli":
                self.group(ReviewKind.COMMANDED, fact, _amount_of(fact))
            elif via == "ring":
                self.group(ReviewKind.RING, fact)
        except _UNFIT:
            at, kind = shown(str(fact.get("at", ""))), shown(str(fact.get("kind")))
            item = ReviewItem(ReviewKind.UNREADABLE, 0, "", at, fact.get("seq", 0), detail=kind)
            self.grouped[ReviewKind.UNREADABLE, ""].append(item)

    def items(self) -> Iterable[ReviewItem]:
        """Every item, in no particular order."""
        yield from self.found
        yield from self.open_qris.values()
        yield from self.reprints.values()
        yield from _deep_discounts(self.discounts)
        yield from (_unlisted_item(self.prices, *pair) for pair in self.unlisted)
        if self.closes and self.closes[-1].amount:
            yield self.closes[-1]
        yield from (self._group_item(*group) for group in self.grouped.items())

    def _group_item(self, key: tuple[ReviewKind, str], items: Sequence[ReviewItem]) -> ReviewItem:
        """One item for all facts of a kind by one person; what they say only if they all say it."""
        amount = sum(item.amount for item in items)
        if key[0] is ReviewKind.DRAWER:
            amount = self._shortage
        elif key[0] is ReviewKind.QRIS_CHANGED:
            amount = self.qris_after_change
        elif key[0] is ReviewKind.REOPENED:
            amount = self._recounted
        details = {item.detail for item in items}
        detail = details.pop() if len(details) == 1 else ""
        return replace(items[0], amount=amount, count=len(items), detail=detail)

    @property
    def _shortage(self) -> Rupiah:
        """What the last count was short of, in rupiah."""
        return max(0, -_signed(self.closes[-1])) if self.closes else 0

    @property
    def _recounted(self) -> Rupiah:
        """By how much the difference of the first close was changed by the last one."""
        return abs(_signed(self.closes[0]) - _signed(self.closes[-1])) if self.closes else 0

    def sale(self, fact: Fact) -> None:
        """A sale: its unconfirmed QRIS, its discounts, its unlisted pieces."""
        self.sales[fact["sale"]["id"]] = fact
        for tender in fact["tenders"]:
            if tender["method"] != "qris":
                continue
            self.qris_after_change += tender["amount"] if self._qris_was_changed else 0
            if not tender["confirmed"]:
                key = fact["sale"]["id"], tender["tender"]
                self.open_qris[key] = _item(ReviewKind.UNCONFIRMED, fact, tender["amount"])
        for line in fact["lines"]:
            if line["sku"].startswith(UNLISTED_PREFIX):
                item = _item(ReviewKind.UNLISTED, fact, line["amount"], detail=line["name"])
                self.unlisted.append((line, item))
            else:
                self._listed_line(fact, line)

    @property
    def _qris_was_changed(self) -> bool:
        return any(kind is ReviewKind.QRIS_CHANGED for kind, _ in self.grouped)

    def _listed_line(self, fact: Fact, line: Mapping[str, Any]) -> None:
        name = line["name"]
        if name not in self.sold_names:
            self.sold_names.add(name)
            self.prices.setdefault(plain(name), line["list_price"])
        listed = line["qty"] * line["list_price"]
        given = listed - line["amount"]
        if given > 0:
            _check_parts(fact, fact["sale"]["number"], given, name)
            self.discounts.append(_Discount(given * 10_000 // listed, given, fact, name))

    def correction(self, fact: Fact) -> None:
        """A void or a refund, with the minutes since its sale where that is of the same day."""
        kind = ReviewKind.VOID if fact["kind"] == "void" else ReviewKind.REFUND
        sold = self.sales.get(fact["sale"]["refers_to"])
        item = _item(kind, fact, -fact["sale"]["net"], detail=_way(fact))
        if sold is not None:
            minutes = minutes_between(sold["at"], fact["at"])
            item = replace(item, number=sold["sale"]["number"], minutes=minutes)
        self.found.append(item)
        if kind is ReviewKind.VOID and sold is not None:
            self._forget(sold)

    def _forget(self, sold: Fact) -> None:
        """A voided sale has no unconfirmed money, no discount and no unlisted piece any more."""
        row = sold["seq"]
        self.open_qris = {key: item for key, item in self.open_qris.items() if item.row != row}
        self.discounts = [each for each in self.discounts if each.fact["seq"] != row]
        self.unlisted = [pair for pair in self.unlisted if pair[1].row != row]

    def confirm(self, fact: Fact) -> None:
        """QRIS money that was seen later."""
        self.open_qris.pop((fact["sale_id"], fact["tender"]), None)

    def reprint(self, fact: Fact) -> None:
        """A receipt printed again: every copy could be given to one more buyer."""
        sold = self.sales.get(fact["sale_id"])
        amount = abs(fact.get("net", 0) if sold is None else sold["sale"]["net"])
        number = fact["number"]
        before = self.reprints.get(number)
        if before is None:
            self.reprints[number] = _item(ReviewKind.REPRINT, fact, amount, number=number)
        else:
            more = before.amount + amount
            self.reprints[number] = replace(before, amount=more, count=before.count + 1)

    def close(self, fact: Fact) -> None:
        """A close: how far the drawer was from what it should have held."""
        difference = fact["difference"]
        detail = "short" if difference < 0 else "over"
        self.closes.append(_item(ReviewKind.DIFFERENCE, fact, abs(difference), detail=detail))

    def clock_back(self, fact: Fact) -> None:
        """A clock that was set back by so many minutes."""
        minutes = minutes_between(fact["at"], fact["before"])
        self.found.append(replace(_item(ReviewKind.CLOCK_BACK, fact, 0), minutes=minutes))

    def qris(self, fact: Fact) -> None:
        """Another QRIS code; the first one of a till that is being set up replaces none."""
        code = str(fact.get("sha256") or fact.get("nmid") or fact.get("merchant"))
        first = self.was_set_up and not self.sales and not self.codes
        if "before" in fact:
            first = fact["before"] is None
        if not first and code not in self.codes:
            self.group(ReviewKind.QRIS_CHANGED, fact, detail=str(fact.get("merchant", "")))
        self.codes.add(code)

    def twin_differs(self, fact: Fact) -> None:
        """The journal's copy knew more than the database, or other rows."""
        choice = str(fact.get("choice", ""))
        amount = abs(fact.get("net", 0))
        self.found.append(_item(ReviewKind.TWIN_DIFFERS, fact, amount, detail=choice))

    def safety_settled(self, fact: Fact) -> None:
        """The safety folder knew other rows, and the journal went on without them."""
        self.twin_differs({**fact, "choice": "kept"})

    def without_lead(self, fact: Fact) -> None:
        """A restored or carried on till, unless a lead's PIN was right; older rows do not tell."""
        if "pins_known" in fact and not fact["by"]:
            self.found.append(_item(ReviewKind.NO_LEAD, fact, 0, detail=str(fact["kind"])))

    def group(self, kind: ReviewKind, fact: Fact, amount: Rupiah = 0, detail: str = "") -> None:
        """Counts a fact in the one item of its kind and person."""
        person = fact.get("person", "") if kind is ReviewKind.PIN_FAILED else fact["by"]
        item = _item(kind, {**fact, "by": person}, amount, detail=detail)
        self.grouped[kind, person].append(item)


def _amount_of(fact: Fact) -> Rupiah:
    """The rupiah that a fact moves, without its sign."""
    amount: Rupiah = fact["sale"]["net"] if "sale" in fact else fact.get("amount", 0)
    return abs(amount)


def _signed(close: ReviewItem) -> Rupiah:
    """The difference of a close with its sign: counted − expected."""
    return -close.amount if close.detail == "short" else close.amount


def _deep_discounts(discounts: Sequence[_Discount]) -> Iterable[ReviewItem]:
    """The discounted lines that are far beyond what the day usually gives, one item a receipt."""
    limit = _spread_limit([each.share for each in discounts])
    deep: dict[int, ReviewItem] = {}
    for each in discounts:
        if each.share <= limit:
            continue
        item = each.item
        before = deep.get(item.row)
        if before is None:
            deep[item.row] = item
        else:
            dearest = max(before, item, key=lambda one: one.amount)
            deep[item.row] = replace(dearest, amount=before.amount + item.amount)
    return deep.values()


def _spread_limit(shares: Sequence[int]) -> int:
    """The discount in basis points beyond which a line is listed.

    Median and median deviation are not moved by the few lines that are looked for.
    """
    if len(shares) < FEWEST_FOR_A_SPREAD:
        return USUAL_DISCOUNT_BP
    middle = median(shares)
    deviation = median(abs(share - middle) for share in shares)
    above = max(LEAST_ABOVE_BP, DEVIATIONS * deviation)
    return max(USUAL_DISCOUNT_BP, round(middle + above))


def _unlisted_item(
    prices: Mapping[str, Rupiah], line: Mapping[str, Any], item: ReviewItem
) -> ReviewItem:
    """An unlisted piece; one that is named like a dearer listed one says so."""
    listed = prices.get(plain(line["name"]))
    if listed is None or line["unit_price"] >= listed:
        return item
    amount = max(item.amount, line["qty"] * listed - line["amount"])
    return replace(item, amount=amount, listed=listed)


def _item(
    kind: ReviewKind, fact: Fact, amount: Rupiah, *, number: str = "", detail: str = ""
) -> ReviewItem:
    """An item about one fact. Raises TypeError where a part is not what its kind says."""
    number = number or (fact["sale"]["number"] if "sale" in fact else "")
    by, at, seq = _check_parts(fact, number, amount, detail)
    by, at, number, detail = map(shown, (by, at, number, detail))
    return ReviewItem(kind, amount, by, at, seq, number, detail=detail)


def _check_parts(fact: Fact, number: str, amount: Rupiah, detail: str) -> tuple[str, str, int]:
    """Person, time and row of a fact. Raises TypeError where a part is not what its kind says."""
    by, at, seq = fact["by"], fact["at"], fact["seq"]
    if not all(map(isinstance, (by, at, number, detail), repeat(str))):
        raise TypeError("a text is no text")
    if not isinstance(amount, int):
        raise TypeError("an amount is no number")
    return by, at, seq


def _grouped(kind: ReviewKind, key: str = "") -> Callable[[_Day, Fact], None]:
    def read(day: _Day, fact: Fact) -> None:
        day.group(kind, fact, detail=str(fact.get(key, "")) if key else "")

    return read


def _permission(day: _Day, fact: Fact) -> None:
    """A lead's PIN typed for a purpose; without a purpose a person only took the till over."""
    if fact["purpose"]:
        day.group(ReviewKind.LEAD, fact, detail=str(fact["purpose"]))


def _way(fact: Fact) -> str:
    """How money went back: cash where any of it did; empty where none went."""
    ways = [tender["method"] for tender in fact["tenders"] if tender["method"] != "deposit"]
    return "cash" if CASH_METHODS.intersection(ways) else next(iter(ways), "")


def _cancelled(day: _Day, fact: Fact) -> None:
    """A cancelled order: what of the deposit went back, and what the maker keeps."""
    returned, kept = fact["order"]["returned"], fact["order"]["kept"]
    if returned:
        day.found.append(_item(ReviewKind.ORDER_RETURNED, fact, returned, detail=_way(fact)))
    if kept:
        day.found.append(_item(ReviewKind.ORDER_KEPT, fact, kept))


def _practice(day: _Day, fact: Fact) -> None:
    """Practice mode begun; that it ended is nothing more to look at."""
    if fact.get("event") != "end":
        day.group(ReviewKind.PRACTICE, fact)


def _set_up(day: _Day, _fact: Fact) -> None:
    day.was_set_up = True


_READERS: Mapping[str, Callable[[_Day, Fact], None]] = {
    "sale": _Day.sale,
    "void": _Day.correction,
    "refund": _Day.correction,
    "deposit_return": _cancelled,
    "confirm": _Day.confirm,
    "reprint": _Day.reprint,
    "close": _Day.close,
    "clock_back": _Day.clock_back,
    "safety_settled": _Day.safety_settled,
    "twin_differs": _Day.twin_differs,
    "restored": _Day.without_lead,
    "takeover": _Day.without_lead,
    "qris": _Day.qris,
    "setup": _set_up,
    "switch": _permission,
    "drawer": _grouped(ReviewKind.DRAWER, "reason"),
    "pin_failed": _grouped(ReviewKind.PIN_FAILED),
    "replay": _grouped(ReviewKind.REPLAYED),
    "practice": _practice,
    "reopen": _grouped(ReviewKind.REOPENED, "reason"),
}
