"""A thousand random carts rung through the load door, against a reckoning that shares no code."""

import random
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from support.shops import make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.services.day import closing, day_export

SHEET_HEAD = "sku,name,category,maker,price_rp,stock\n"
PRICES = (500, 12_500, 33_300, 50_000, 99_999, 120_000, 1_250_000)
ROUNDING = 500


def nearest(value: Fraction) -> int:
    """To the nearest whole, halves up."""
    return (value + Fraction(1, 2)).__floor__()


def spread(total: int, weights: list[int]) -> list[int]:
    """By the words of the contract: floors first, then largest remainder, ties to the lower."""
    if not sum(weights):
        return [0] * len(weights)
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [value.__floor__() for value in exact]
    while sum(parts) < total:
        gaps = [value - part for value, part in zip(exact, parts, strict=True)]
        parts[gaps.index(max(gaps))] += 1
    return parts


def rounded(amount: int, methods: list[str]) -> int:
    if any(method != "cash" for method in methods):
        return amount
    size = nearest(Fraction(abs(amount), ROUNDING)) * ROUNDING
    return size if amount >= 0 else -size


@dataclass
class Bought:
    """A sale as its buyer remembers it, and what went back since."""

    lines: list[tuple[int, int]]
    net: int
    came_back: Counter[int] = field(default_factory=Counter)
    given_back: int = 0

    def worth(self, index: int) -> int:
        """What the pieces of a line that came back are worth together."""
        amount, qty = self.lines[index]
        return nearest(Fraction(amount * self.came_back[index], qty))

    def owed(self) -> int:
        """What is to be given back in all, in cash: at the end all that was paid."""
        if all(self.came_back[i] == qty for i, (_, qty) in enumerate(self.lines)):
            return self.net
        worth = sum(self.worth(i) for i in range(len(self.lines)))
        return min(rounded(worth, ["cash"]), self.net)


class Reckoner:
    """Keeps its own books of what is asked for, in plain dictionaries."""

    def __init__(self) -> None:
        self.totals: Counter[str] = Counter()
        self.makers: Counter[str] = Counter()
        self.drawer = 200_000

    def sale(self, request: dict[str, Any]) -> Bought:
        """Books a sale; returns it with (amount, pieces) of its lines."""
        lines = request["lines"]
        prices = [line.get("unit_price", PRICES[int(line["code"][1:])]) for line in lines]
        before = [
            line["qty"] * price - line.get("discount", 0)
            for line, price in zip(lines, prices, strict=True)
        ]
        shares = spread(request.get("discount", 0), before)
        amounts = [b - s for b, s in zip(before, shares, strict=True)]
        for line, price, amount in zip(lines, prices, amounts, strict=True):
            listed = max(price, PRICES[int(line["code"][1:])]) * line["qty"]
            self.totals["gross"] += listed
            self.totals["discount"] += listed - amount
            self.makers[f"M{int(line['code'][1:]) % 3}"] += amount
        methods = [tender["method"] for tender in request["tenders"]]
        net = rounded(sum(amounts), methods)
        self.totals["sales"] += 1
        self.totals["rounding"] += net - sum(amounts)
        self._paid(request["tenders"], net, 1)
        return Bought([(a, line["qty"]) for a, line in zip(amounts, lines, strict=True)], net)

    def refund(self, code: str, bought: Bought, index: int, pieces: int) -> None:
        worth_before = bought.worth(index)
        bought.came_back[index] += pieces
        back = bought.worth(index) - worth_before
        paid = bought.owed() - bought.given_back
        bought.given_back += paid
        self.totals["refunds"] += back
        self.totals["rounding"] += back - paid
        self.makers[f"M{int(code[1:]) % 3}"] -= back
        self._paid([{"method": "cash", "amount": paid}], -paid, -1)

    def void(self, request: dict[str, Any]) -> None:
        """Takes back all that `sale` booked for `request`, as if it had not been."""
        other = Reckoner()
        other.drawer = 0
        other.sale(request)
        self.totals.subtract(other.totals)
        self.makers.subtract(other.makers)
        self.drawer -= other.drawer
        self.totals["voids"] += 1

    def _paid(self, tenders: list[dict[str, Any]], net: int, sign: int) -> None:
        for tender in tenders:
            self.totals[tender["method"]] += sign * tender["amount"]
        change = sum(sign * tender["amount"] for tender in tenders) - net
        self.totals["cash"] -= change
        self.totals["net"] += net
        self.drawer += sum(sign * t["amount"] for t in tenders if t["method"] == "cash") - change


def random_request(rng: random.Random) -> dict[str, Any]:
    lines, worth = [], 0
    for _ in range(rng.randint(1, 6)):
        code = rng.randrange(len(PRICES))
        line: dict[str, Any] = {"code": f"p{code}", "qty": rng.choice((1, 1, 2, 3, 7, 40))}
        if rng.random() < 0.3:
            line["unit_price"] = rng.randint(0, PRICES[code] * 11 // 10)
        before = line["qty"] * line.get("unit_price", PRICES[code])
        if rng.random() < 0.3:
            line["discount"] = rng.randint(0, before)
        worth += before - line.get("discount", 0)
        lines.append(line)
    request: dict[str, Any] = {"lines": lines}
    if rng.random() < 0.4:
        request["discount"] = rng.randint(0, worth)
        worth -= request["discount"]
    request["tenders"] = random_tenders(rng, worth)
    return request


def random_tenders(rng: random.Random, worth: int) -> list[dict[str, Any]]:
    if worth < 2 or rng.random() < 0.5:
        return [{"method": "cash", "amount": worth + ROUNDING + rng.randrange(100_000)}]
    part = rng.randint(1, worth - 1)
    method = rng.choice(("qris", "transfer", "card"))
    rest = [{"method": "cash", "amount": worth - part + rng.randrange(50_000)}]
    return [{"method": method, "amount": part}, *rest]


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_random_carts_come_out_as_an_outsider_reckons(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    sheet = SHEET_HEAD + "".join(
        f"P{i},Barang {i},K{i % 2},M{i % 3},{price},5\n" for i, price in enumerate(PRICES)
    )
    mine = Reckoner()
    with make_shop(tmp_path / "till", rounding=ROUNDING, sheet=sheet) as shop:
        for _ in range(250):
            request = random_request(rng)
            answer = ring(shop, **request)
            assert answer["ok"], answer
            bought = mine.sale(request)
            if rng.random() < 0.1:
                assert ring(shop, void_of=answer["number"])["ok"]
                mine.void(request)
            elif rng.random() < 0.2:
                give_back(shop, rng, answer["number"], request, bought, mine)
        closed = closing.close_till(shop, counted=0)
        done = day_export.export_day(shop, "2023-10-25", tmp_path / "out")
    day = read_day(done.path.read_bytes())
    wanted = {name: mine.totals[name] for name in day.head.totals.as_dict()}
    wanted["unconfirmed"] = mine.totals["qris"]
    assert day.head.totals.as_dict() == wanted
    assert closed.expected == mine.drawer
    by_maker: Counter[str] = Counter()
    for line in day.tables.lines:
        by_maker[line.maker] += line.amount
    assert by_maker == mine.makers


def give_back(
    shop: Any,
    rng: random.Random,
    number: str,
    request: dict[str, Any],
    bought: Bought,
    mine: Reckoner,
) -> None:
    """Some lines, often all of them, come back one after the other, each in two goes."""
    count = len(bought.lines)
    some = rng.choice((1, count))
    for index in rng.sample(range(count), some):
        qty = bought.lines[index][1]
        first = rng.randint(1, qty)
        for pieces in (first, qty - first):
            if pieces:
                back = [{"line": index + 1, "qty": pieces}]
                assert ring(shop, refund_of=number, lines=back)["ok"]
                mine.refund(request["lines"][index]["code"], bought, index, pieces)
