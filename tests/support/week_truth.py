"""What really happened in a simulated week, kept apart from everything that a till stores.

Prices and shares are such that every share of the stand is a whole number of rupiah.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Laptop = tuple[str, int]
"""A till of the stand, and the seat of a laptop of it."""


class Good(NamedTuple):
    """A thing for sale: whose it is, its price in rupiah, the stand's share in basis points."""

    maker: str
    price: int
    share_bp: int


GOODS = {
    "A": Good("M1", 50_000, 1_250),
    "B": Good("M2", 120_000, 750),
    "C": Good("M2", 30_000, 1_000),
    "D": Good("M1", 80_000, 1_250),
    "E": Good("M3", 240_000, 1_000),
}
LESS = 10_000
"""Rupiah off a bargained piece."""


@dataclass
class Told:
    """A request for a document, what it has to come to, and the first answer to it."""

    request: dict[str, Any]
    kind: str
    net: int
    cash: int
    due: Counter[str]
    answer: dict[str, Any] | None = None
    undone: bool = False

    @property
    def ref(self) -> str:
        """The name under which it is sent, however often."""
        return str(self.request["ref"])


@dataclass
class Moved:
    """A movement of cash: a payout if it names a maker."""

    ref: str
    amount: int
    maker: str = ""


@dataclass
class LaptopDay:
    """What one laptop has of a day: its own, and what it carried over when it took over."""

    float_: int
    told: list[Told] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    counted: int = 0

    @property
    def expected(self) -> int:
        """Rupiah in the drawer."""
        return (
            self.float_
            + sum(each.cash for each in self.told)
            + sum(each.amount for each in self.moved)
        )

    def carried(self) -> LaptopDay:
        """The same day as another laptop takes it over."""
        return LaptopDay(self.float_, [*self.told], [*self.moved])


class Truth:
    """Every document by day and till, each once, whichever laptops know of it."""

    def __init__(self) -> None:
        self.days: dict[tuple[str, Laptop], LaptopDay] = {}

    def documents(self, day: str = "") -> list[Told]:
        """The documents of a day, or of the week, each once."""
        found = {
            each.ref: each
            for (its_day, _), kept in self.days.items()
            if day in ("", its_day)
            for each in kept.told
        }
        return list(found.values())

    def payouts(self) -> Counter[str]:
        """Rupiah paid out by maker."""
        moves = {each.ref: each for kept in self.days.values() for each in kept.moved}
        found = Counter[str]()
        for each in moves.values():
            if each.maker:
                found[each.maker] -= each.amount
        return found

    def due(self) -> Counter[str]:
        """Rupiah that each maker earned."""
        found = Counter[str]()
        for each in self.documents():
            found.update(each.due)
        return found

    def numbers(self) -> dict[str, list[int]]:
        """The running numbers that were told, by laptop."""
        found: dict[str, list[int]] = defaultdict(list)
        for each in self.documents():
            assert each.answer is not None, each
            place, _, running = str(each.answer["number"]).rpartition("-")
            found[place].append(int(running))
        return found


def a_sale(dice: random.Random, ref: str) -> Told:
    """A sale of one to four lines, now and then bargained; paid in one of several ways."""
    lines: list[dict[str, Any]] = []
    due, net = Counter[str](), 0
    for code in dice.sample(sorted(GOODS), dice.choice((1, 1, 2, 2, 3, 4))):
        good, qty = GOODS[code], dice.choice((1, 1, 1, 2, 3))
        line: dict[str, Any] = {"code": code, "qty": qty}
        price = good.price
        if dice.random() < 0.1:
            price -= LESS
            line["unit_price"] = price
        lines.append(line)
        net += qty * price
        due[good.maker] += qty * price * (10_000 - good.share_bp) // 10_000
    way = dice.choice(("cash", "cash", "cash", "qris", "qris", "transfer", "card", "split"))
    paid, cash = _tenders(way, net, dice)
    return Told({"ref": ref, "lines": lines, "tenders": paid}, "sale", net, cash, due)


def _tenders(way: str, net: int, dice: random.Random) -> tuple[list[dict[str, Any]], int]:
    """The tenders of a sale, and what of them stays in the drawer."""
    if way == "cash":
        return [{"method": "cash", "amount": net + dice.choice((0, 0, 10_000, 50_000))}], net
    if way == "split":
        part = net // 20_000 * 10_000 or net
        rest = [{"method": "cash", "amount": net - part}] if part < net else []
        return [{"method": "transfer", "amount": part}, *rest], net - part
    return [{"method": way, "amount": net}], 0


def a_void(of: Told, ref: str) -> Told:
    """A void of a whole sale of the day."""
    assert of.answer is not None
    request = {"ref": ref, "void_of": of.answer["number"], "reason": "salah ketik"}
    return Told(request, "void", -of.net, -of.cash, _negated(of.due))


def a_refund(of: Told, ref: str) -> Told:
    """The return of every piece of a sale that was paid in cash alone, for cash."""
    assert of.answer is not None
    lines = [
        {"line": number, "qty": line["qty"]} for number, line in enumerate(of.request["lines"], 1)
    ]
    tenders = [{"method": "cash", "amount": of.net}]
    request = {"ref": ref, "refund_of": of.answer["number"], "lines": lines, "tenders": tenders}
    return Told(request, "refund", -of.net, -of.net, _negated(of.due))


def _negated(due: Counter[str]) -> Counter[str]:
    found = Counter[str]()
    found.subtract(due)
    return found
