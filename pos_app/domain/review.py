"""What is worth a look in a day: corrections, openings of the drawer, deep discounts and the like.

The journal records all of it. This module picks it out and says how much money each is about, so
that a lead at the close, or the office, reads the most expensive first. Nothing here says that
anybody did wrong: a void is an ordinary thing. Retail calls such a list an exception report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from statistics import median
from typing import Any

from pos_app.domain.money import Rupiah

Fact = Mapping[str, Any]

UNLISTED_PREFIX = "LAIN-"
"""How the code of a piece begins that is sold without being in the catalogue."""
USUAL_DISCOUNT_BP = 2_000
"""A discount up to this share of the list price (basis points) is never listed."""
FEWEST_FOR_A_SPREAD = 8
"""Below this many discounted lines a day has no spread of its own to compare with."""
CASH_METHODS = frozenset(("cash", "change"))


class ReviewKind(StrEnum):
    """What is worth a look. The values are stored in books and written into workbooks."""

    VOID = "void"
    REFUND = "refund"
    DRAWER = "drawer"
    REPRINT = "reprint"
    DISCOUNT = "discount"
    UNLISTED = "unlisted"
    UNCONFIRMED = "unconfirmed"
    QRIS_CHANGED = "qris_changed"
    LEAD = "lead"
    PIN_FAILED = "pin_failed"
    CLOCK_BACK = "clock_back"
    REPLAYED = "replayed"
    COMMANDED = "commanded"
    DIFFERENCE = "difference"
    TWIN_DIFFERS = "twin_differs"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing worth a look.

    `amount` is the rupiah at stake, never negative; 0 where none can be named. `by` is the code of
    the person in whose name it stands (of a permission: the lead), empty where nobody is named.
    `number` is the receipt it is about, `row` the journal row (seq) of the first fact behind it,
    `count` how many facts it stands for, and `minutes` how long after the sale a correction came.
    """

    kind: ReviewKind
    amount: Rupiah
    by: str
    at: str
    row: int
    number: str = ""
    count: int = 1
    minutes: int | None = None
    detail: str = ""

    def as_list(self) -> list[Any]:
        """The fields in order, as JSON knows them."""
        return [str(self.kind), *(getattr(self, name) for name in _FIELDS)]

    @classmethod
    def from_list(cls, values: Sequence[Any]) -> ReviewItem:
        """The item that `as_list` gave."""
        return cls(ReviewKind(values[0]), *values[1:])


_FIELDS = tuple(ReviewItem.__dataclass_fields__)[1:]


def review(facts: Iterable[Fact]) -> tuple[ReviewItem, ...]:
    """The items of a day's journal facts (parsed payloads in order), the largest amount first.

    Facts of kinds that this version does not know are passed over.
    """
    day = _Day()
    for fact in facts:
        day.read(fact)
    return by_amount(day.items())


def by_amount(items: Iterable[ReviewItem]) -> tuple[ReviewItem, ...]:
    """The items sorted by rupiah at stake, then by how many facts, then by time and row."""
    return tuple(sorted(items, key=lambda item: (-item.amount, -item.count, item.at, item.row)))


def counts(items: Iterable[ReviewItem]) -> dict[ReviewKind, int]:
    """How many facts of each kind, in the order of the kinds; kinds without any are left out."""
    found: Counter[ReviewKind] = Counter()
    for item in items:
        found[item.kind] += item.count
    return {kind: found[kind] for kind in ReviewKind if found[kind]}


@dataclass(slots=True)
class _Day:
    """Reads the facts of one day once, and keeps what the items need."""

    found: list[ReviewItem] = field(default_factory=list)
    sales: dict[str, Fact] = field(default_factory=dict)
    open_qris: dict[tuple[str, int], ReviewItem] = field(default_factory=dict)
    discounts: list[tuple[int, ReviewItem]] = field(default_factory=list)
    names: dict[str, Rupiah] = field(default_factory=dict)
    unlisted: list[tuple[Mapping[str, Any], ReviewItem]] = field(default_factory=list)
    grouped: dict[tuple[ReviewKind, str], list[ReviewItem]] = field(
        default_factory=lambda: defaultdict(list)
    )
    shortage: Rupiah = 0
    qris_after_change: Rupiah = 0

    def read(self, fact: Fact) -> None:
        """Takes one fact in."""
        reader = _READERS.get(fact["kind"])
        if reader is not None:
            reader(self, fact)
        if fact.get("via") == "cli":
            amount = abs(fact["sale"]["net"]) if "sale" in fact else abs(fact.get("amount", 0))
            self._group(ReviewKind.COMMANDED, fact, "", amount)

    def items(self) -> Iterable[ReviewItem]:
        """Every item, in no particular order."""
        yield from self.found
        yield from self.open_qris.values()
        yield from self._deep_discounts()
        yield from map(self._unlisted, self.unlisted)
        for (kind, by), items in self.grouped.items():
            first = items[0]
            amount = sum(item.amount for item in items)
            if kind is ReviewKind.DRAWER:
                amount = self.shortage
            if kind is ReviewKind.QRIS_CHANGED:
                amount = self.qris_after_change
            detail = first.detail if len(items) == 1 else ""
            yield ReviewItem(
                kind, amount, by, first.at, first.row, first.number, len(items), detail=detail
            )

    def sale(self, fact: Fact) -> None:
        """A sale: its unconfirmed QRIS, its discounts, its unlisted pieces."""
        self.sales[fact["sale"]["id"]] = fact
        changed = any(kind is ReviewKind.QRIS_CHANGED for kind, _ in self.grouped)
        for tender in fact["tenders"]:
            if tender["method"] != "qris":
                continue
            self.qris_after_change += tender["amount"] if changed else 0
            if not tender["confirmed"]:
                key = fact["sale"]["id"], tender["tender"]
                self.open_qris[key] = _item(ReviewKind.UNCONFIRMED, fact, tender["amount"])
        for line in fact["lines"]:
            if line["sku"].startswith(UNLISTED_PREFIX):
                item = _item(ReviewKind.UNLISTED, fact, line["amount"], detail=line["name"])
                self.unlisted.append((line, item))
                continue
            self.names.setdefault(_plain(line["name"]), line["list_price"])
            listed = line["qty"] * line["list_price"]
            given = listed - line["amount"]
            if given > 0:
                item = _item(ReviewKind.DISCOUNT, fact, given, detail=line["name"])
                self.discounts.append((given * 10_000 // listed, item))

    def correction(self, fact: Fact) -> None:
        """A void or a refund, with the minutes since its sale where that is of the same day."""
        kind = ReviewKind.VOID if fact["kind"] == "void" else ReviewKind.REFUND
        sold = self.sales.get(fact["sale"]["refers_to"])
        minutes = None if sold is None else _minutes(sold["at"], fact["at"])
        number = fact["sale"]["number"] if sold is None else sold["sale"]["number"]
        if kind is ReviewKind.VOID and sold is not None:
            self._forget(sold)
        ways = {tender["method"] for tender in fact["tenders"]}
        detail = "cash" if ways & CASH_METHODS else ""
        amount = -fact["sale"]["net"]
        self.found.append(
            ReviewItem(
                kind, amount, fact["by"], fact["at"], fact["seq"], number, 1, minutes, detail
            )
        )

    def _forget(self, sold: Fact) -> None:
        """A voided sale has no unconfirmed money, no discount and no unlisted piece any more."""
        row = sold["seq"]
        self.open_qris = {key: item for key, item in self.open_qris.items() if item.row != row}
        self.discounts = [pair for pair in self.discounts if pair[1].row != row]
        self.unlisted = [pair for pair in self.unlisted if pair[1].row != row]

    def confirm(self, fact: Fact) -> None:
        """QRIS money that was seen later."""
        self.open_qris.pop((fact["sale_id"], fact["tender"]), None)

    def reprint(self, fact: Fact) -> None:
        """A receipt printed again: at stake is what is on it."""
        sold = self.sales.get(fact["sale_id"])
        amount = abs(sold["sale"]["net"]) if sold is not None else 0
        self.found.append(_item(ReviewKind.REPRINT, fact, amount, number=fact["number"]))

    def close(self, fact: Fact) -> None:
        """The close: how far the drawer was from what it should have held."""
        difference = fact["difference"]
        self.shortage = max(0, -difference)
        if difference:
            detail = "short" if difference < 0 else "over"
            self.found.append(_item(ReviewKind.DIFFERENCE, fact, abs(difference), detail=detail))

    def clock_back(self, fact: Fact) -> None:
        """A clock that was set back by so many minutes."""
        minutes = _minutes(fact["at"], fact["before"])
        item = _item(ReviewKind.CLOCK_BACK, fact, 0)
        self.found.append(ReviewItem(item.kind, 0, item.by, item.at, item.row, minutes=minutes))

    def twin_differs(self, fact: Fact) -> None:
        """The journal's copy knew more than the database, or other rows."""
        amount = abs(fact.get("net", 0))
        self.found.append(_item(ReviewKind.TWIN_DIFFERS, fact, amount))

    def _group(self, kind: ReviewKind, fact: Fact, detail: str, amount: Rupiah = 0) -> None:
        by = fact.get("person", "") if kind is ReviewKind.PIN_FAILED else fact["by"]
        self.grouped[kind, by].append(_item(kind, fact, amount, detail=detail))

    def _deep_discounts(self) -> Iterable[ReviewItem]:
        """The discounted lines that are far beyond what this day usually gives."""
        limit = _spread_limit([share for share, _ in self.discounts])
        return (item for share, item in self.discounts if share > limit)

    def _unlisted(self, pair: tuple[Mapping[str, Any], ReviewItem]) -> ReviewItem:
        """An unlisted piece; one that is called like a listed one says so."""
        line, item = pair
        listed = self.names.get(_plain(line["name"]))
        if listed is None or line["unit_price"] >= listed:
            return item
        amount = max(item.amount, line["qty"] * listed - line["amount"])
        return ReviewItem(
            item.kind,
            amount,
            item.by,
            item.at,
            item.row,
            item.number,
            detail=f"{line['name']} = {listed}",
        )


def _spread_limit(shares: Sequence[int]) -> int:
    """The discount in basis points beyond which a line is listed.

    Median and median deviation are not moved by the few lines that are looked for.
    """
    if len(shares) < FEWEST_FOR_A_SPREAD:
        return USUAL_DISCOUNT_BP
    middle = median(shares)
    deviation = median(abs(share - middle) for share in shares)
    return max(USUAL_DISCOUNT_BP, round(middle + 4 * deviation))


def _item(
    kind: ReviewKind, fact: Fact, amount: Rupiah, *, number: str = "", detail: str = ""
) -> ReviewItem:
    found = number or (fact["sale"]["number"] if "sale" in fact else "")
    return ReviewItem(kind, amount, fact["by"], fact["at"], fact["seq"], found, detail=detail)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _minutes(start: str, end: str) -> int:
    """Whole minutes between two times as the journal writes them."""
    passed = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return int(passed.total_seconds()) // 60


def _grouped(kind: ReviewKind, key: str = "") -> Callable[[_Day, Fact], None]:
    def read(day: _Day, fact: Fact) -> None:
        day._group(kind, fact, str(fact.get(key, "")) if key else "")

    return read


def _permission(day: _Day, fact: Fact) -> None:
    """A lead's PIN typed for a purpose; without a purpose a person only took the till over."""
    if fact["purpose"]:
        day._group(ReviewKind.LEAD, fact, fact["purpose"])


_READERS: Mapping[str, Callable[[_Day, Fact], None]] = {
    "sale": _Day.sale,
    "void": _Day.correction,
    "refund": _Day.correction,
    "confirm": _Day.confirm,
    "reprint": _Day.reprint,
    "close": _Day.close,
    "clock_back": _Day.clock_back,
    "twin_differs": _Day.twin_differs,
    "switch": _permission,
    "drawer": _grouped(ReviewKind.DRAWER, "reason"),
    "qris": _grouped(ReviewKind.QRIS_CHANGED, "merchant"),
    "pin_failed": _grouped(ReviewKind.PIN_FAILED),
    "replay": _grouped(ReviewKind.REPLAYED),
    "practice": _grouped(ReviewKind.PRACTICE),
}
