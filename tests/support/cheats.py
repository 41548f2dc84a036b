"""Fairs with one cheat each, and honest ones, as the journals of their tills.

A till sells for a day with everything that happens on an honest day: voids soon after the sale,
returns, bargains, copies, openings of the drawer, wrong PINs, a count that is a little off. A cheat
is one more thing among those. The same seed gives the same fair.
"""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from pos_app.dayfile.format import JournalRange
from pos_app.dayfile.writer import build_day
from pos_app.domain.day import MakerRow, expected_cash, totals_of
from pos_app.domain.journal import canonical, envelope, row_hash
from pos_app.domain.journal_projection import project_journal
from pos_app.domain.review_items import ReviewItem, ReviewKind
from support.fair_files import START, Till

Fact = dict[str, Any]
TILLS, DAYS = 3, 3
OPENS, CLOSES = 8 * 60, 21 * 60
PEOPLE = ("ANI", "SITI", "RINA")
LEAD = "BUDI"
CHEAP = [(f"G{i:02d}", f"Gelang manik nomor {i}", 15_000 + 3_500 * i) for i in range(40)]
DEAR = [(f"T{i:02d}", f"Tas anyam nomor {i}", 175_000 + 65_000 * i) for i in range(12)]
DEAREST = [(f"K{i:02d}", f"Kain tulis nomor {i}", 1_000_000 + 500_000 * i) for i in range(4)]


@dataclass
class Deed:
    """What a cheat did: where, how much it took in rupiah, and the items that would show it."""

    name: str
    till: int
    day: int
    amount: int = 0
    kinds: tuple[ReviewKind, ...] = ()
    number: str = ""

    def is_shown_by(self, item: ReviewItem) -> bool:
        return item.kind in self.kinds and (not self.number or item.number == self.number)


@dataclass
class DayTill(Till):
    """A till whose day is an agenda: things to do, each at its minute."""

    files: bool = False
    now: int = OPENS
    who: str = "ANI"
    sold: list[Fact] = field(default_factory=list)
    closed: list[bytes] = field(default_factory=list)
    taken: int = 0
    swapped: Deed | None = None
    agenda: list[tuple[int, int, Callable[[], None]]] = field(default_factory=list)
    order: count[int] = field(default_factory=count)

    def _write(self, kind: str, at: str, **fact: Any) -> None:
        self.seq += 1
        who = fact.pop("who", self.who)
        told = envelope(kind, self.seq, at, who, fact)
        self._facts.append(told)
        if self.files:
            payload = canonical(told)
            self.head = row_hash(self.head, payload)
            self._payloads.append(payload)

    def tell(self, kind: str, **fact: Any) -> None:
        minute = min(self.now, CLOSES - 1)
        at = f"{self.today}T{minute // 60:02d}:{minute % 60:02d}:00+08:00"
        self._write(kind, at, **fact)

    def plan(self, minute: int, what: Callable[[], None]) -> None:
        heapq.heappush(self.agenda, (minute, next(self.order), what))

    def some(self, mean: float) -> range:
        """As many as a Poisson draw of that mean says."""
        limit, left = 0, self.rng.random()
        chance = math.exp(-mean)
        while left > chance and limit < 50:
            left -= chance
            limit += 1
            chance *= mean / limit
        return range(limit)

    def any_time(self) -> int:
        return self.rng.randrange(OPENS + 30, CLOSES - 30)

    def play(self, day: date, deed: Deed | None) -> list[Fact]:
        """One day from opening to close; the facts of its journal."""
        self.today, self.now, self.taken, self.swapped = day, OPENS, 0, None
        self._facts, self._payloads, self.sold, self.agenda = [], [], [], []
        self._first, self._prev = self.seq + 1, self.head
        self._supersedes, self._prev_day = None, self.link
        opening = {"day": str(day), "float": 200_000, "prev_day": self.link}
        self._write("open", f"{day}T08:00:00+08:00", **opening)
        self._plan_an_honest_day()
        if deed is not None:
            _ALL[deed.name](self, deed)
        while self.agenda:
            self.now, _, what = heapq.heappop(self.agenda)
            self.who = PEOPLE[(self.now // 180) % len(PEOPLE)]
            what()
        self._close_the_day(day)
        return self._facts

    def _plan_an_honest_day(self) -> None:
        for _ in range(self.rng.randint(40, 80)):
            self.plan(self.any_time(), self.sell)
        for mean, what in (
            (1.0, self.void_soon),
            (0.3, self.give_back),
            (0.5, self.copy),
            (1.5, self.open_drawer),
            (0.4, self.sell_unlisted),
            (0.7, self.mistype_pin),
            (1.0, self.allow),
        ):
            for _ in self.some(mean):
                self.plan(self.any_time(), what)

    def price(self) -> tuple[str, str, int]:
        goods = self.rng.choices((CHEAP, DEAR, DEAREST), (80, 18, 2))[0]
        return self.rng.choice(goods)

    def line(self, number: int = 1, off: float | None = None) -> Fact:
        sku, name, price = self.price()
        if off is None:  # one line in four is bargained for; now and then a piece has a flaw
            usual = self.rng.uniform(0.03, 0.15) if self.rng.random() < 0.25 else 0.0
            off = self.rng.uniform(0.2, 0.4) if self.rng.random() < 0.01 else usual
        sold = max(1_000, round(price * (1 - off) / 1_000) * 1_000)
        qty = self.rng.choice((1, 1, 1, 2)) if price < 175_000 else 1
        return _line(number, sku, name, qty, price, min(sold, price))

    def sell(self, lines: list[Fact] | None = None, method: str = "", seen: bool = True) -> Fact:
        lines = lines or [self.line(n) for n in range(1, self.rng.choice((1, 1, 2, 3)) + 1)]
        method = method or ("qris" if self.rng.random() < 0.4 else "cash")
        confirmed = seen and (method != "qris" or self.rng.random() > 0.005)
        net = sum(line["amount"] for line in lines)
        fact = self.document("sale", lines, [_tender(method, net, confirmed)])
        self.sold.append(fact)
        if self.swapped is not None and method == "qris":
            self.swapped.amount += net
        return fact

    def document(
        self, kind: str, lines: list[Fact], tenders: list[Fact], refers_to: str = ""
    ) -> Fact:
        self.running += 1
        amount = sum(line["amount"] for line in lines)
        gross = sum(line["qty"] * line["list_price"] for line in lines)
        net = sum(tender["amount"] for tender in tenders)
        self.total += net
        sale = {
            "id": self._new_id(),
            "number": self.identity.number(self.running),
            "refers_to": refers_to,
            "gross": gross,
            "discount": gross - amount,
            "rounding": 0,
            "net": net,
            "country": "",
            "note": "",
        }
        self.tell(kind, sale=sale, lines=lines, tenders=tenders, running_total=self.total)
        return self._facts[-1]

    def void(self, sold: Fact) -> None:
        lines = [{**line, "qty": -line["qty"], "amount": -line["amount"]} for line in sold["lines"]]
        tenders = [{**tender, "amount": -tender["amount"]} for tender in sold["tenders"]]
        self.sold = [each for each in self.sold if each is not sold]
        self.document("void", lines, tenders, sold["sale"]["id"])

    def void_soon(self) -> None:
        """A typing error, seen within a few minutes."""
        sold = self.sell()
        delay = 1 + int(self.rng.expovariate(0.5))
        self.plan(self.now + delay, lambda: self.void(sold))

    def give_back(self) -> None:
        if not self.sold:
            return
        sold = self.sold.pop(self.rng.randrange(len(self.sold)))
        line = sold["lines"][0]
        back = {**line, "qty": -line["qty"], "amount": -line["amount"]}
        self.document("refund", [back], [_tender("cash", -line["amount"])], sold["sale"]["id"])

    def copy(self, sold: Fact | None = None) -> None:
        sold = sold or (self.rng.choice(self.sold) if self.sold else None)
        if sold is not None:
            head = sold["sale"]
            self.tell("reprint", sale_id=head["id"], number=head["number"], lang="id")

    def open_drawer(self) -> None:
        self.tell("drawer", reason=self.rng.choice(("tukar uang", "uang receh")))

    def sell_unlisted(self) -> None:
        price = self.rng.randrange(20, 150) * 1_000
        self.sell([_line(1, "LAIN-M01", f"Titipan {price // 1000}", 1, price, price)])

    def mistype_pin(self) -> None:
        self.tell("pin_failed", person=self.who, who="")

    def allow(self) -> None:
        self.tell("switch", person=LEAD, purpose="Retur", who=LEAD)

    def _close_the_day(self, day: date) -> None:
        """Counts: exact on two days in five, else off by some thousands."""
        self.who = LEAD
        tables = project_journal(self._facts)._replace(makers=MAKERS)
        expected = expected_cash(tables.cash)
        slip = 0 if self.rng.random() < 0.4 else round(self.rng.gauss(0, 8)) * 1_000
        counted = max(0, expected + slip - self.taken)
        self._write(
            "close",
            f"{day}T21:00:00+08:00",
            day=str(day),
            revision=1,
            totals=totals_of(tables).as_dict(),
            running_total=self.total,
            expected=expected,
            counted=counted,
            difference=counted - expected,
            reason="",
        )
        if self.files:
            journal = JournalRange(self._first, self.seq, self._prev.hex(), self.head.hex())
            head = self._day_head(day, tables, journal)
            built = build_day(head, tables, self._payloads, self.signer.sign)
            self.link = built.identity
            self.closed.append(built.file)


MAKERS = (MakerRow("M01", "Bu Sri", 1000, "maker"),)


def _line(number: int, sku: str, name: str, qty: int, price: int, sold: int) -> Fact:
    return {
        "line": number,
        "sku": sku,
        "name": name,
        "category": "Kriya",
        "maker": "M01",
        "share_bp": 1000,
        "qty": qty,
        "list_price": price,
        "unit_price": sold,
        "discount": 0,
        "amount": qty * sold,
    }


def _tender(method: str, amount: int, confirmed: bool = True) -> Fact:
    return {
        "tender": 1,
        "method": method,
        "amount": amount,
        "reference": "",
        "confirmed": confirmed,
    }


def _worth(till: DayTill, least: int = 60_000) -> list[Fact]:
    """The lines of a sale that is worth cheating with."""
    while True:
        lines = [till.line(n, off=0.0) for n in range(1, till.rng.choice((1, 2, 2)) + 1)]
        if sum(line["amount"] for line in lines) >= least:
            return lines


def _net(sold: Fact) -> int:
    net: int = sold["sale"]["net"]
    return net


def void_after_cash(till: DayTill, deed: Deed) -> None:
    """A sale for cash, voided when the buyer has left; the cash goes into a pocket."""

    def begin() -> None:
        sold = till.sell(_worth(till), "cash")
        deed.amount, deed.number, deed.kinds = _net(sold), sold["sale"]["number"], (_K.VOID,)
        till.plan(min(till.now + till.rng.randint(5, 120), CLOSES - 2), lambda: till.void(sold))
        till.sold.remove(sold)  # nobody else touches it

    till.plan(till.any_time(), begin)


def sweetheart_discount(till: DayTill, deed: Deed) -> None:
    """A friend pays a good deal less: 15 % to 80 % off."""

    def begin() -> None:
        off = till.rng.uniform(0.15, 0.8)
        lines = [
            {**line, "unit_price": sold, "amount": line["qty"] * sold}
            for line in _worth(till)
            for sold in [round(line["list_price"] * (1 - off) / 1_000) * 1_000]
        ]
        sale = till.sell(lines)
        deed.amount, deed.number = sale["sale"]["discount"], sale["sale"]["number"]
        deed.kinds = (_K.DISCOUNT,)
        till.sold.remove(sale)

    till.plan(till.any_time(), begin)


def receipt_sold_twice(till: DayTill, deed: Deed) -> None:
    """The next buyer of the same thing gets a copy of the receipt, and the sale is not rung up."""

    def begin() -> None:
        sold = till.sell(_worth(till), "cash")
        deed.amount, deed.number, deed.kinds = _net(sold), sold["sale"]["number"], (_K.REPRINT,)
        till.plan(min(till.now + till.rng.randint(3, 90), CLOSES - 2), lambda: till.copy(sold))
        till.sold.remove(sold)

    till.plan(till.any_time(), begin)


def qris_never_confirmed(till: DayTill, deed: Deed) -> None:
    """The goods go, and the money is never seen."""

    def begin() -> None:
        sold = till.sell(_worth(till), "qris", seen=False)
        deed.amount, deed.number, deed.kinds = _net(sold), sold["sale"]["number"], (_K.UNCONFIRMED,)
        till.sold.remove(sold)

    till.plan(till.any_time(), begin)


def qris_code_swapped(till: DayTill, deed: Deed) -> None:
    """The stand's code becomes somebody else's for the rest of the day."""

    def begin() -> None:
        till.tell("qris", merchant="TOKO LAIN", nmid="ID1020304050607")
        deed.kinds, till.swapped = (_K.QRIS_CHANGED,), deed

    till.plan(till.any_time(), begin)


def cash_from_the_drawer(till: DayTill, deed: Deed) -> None:
    """The drawer is opened without a sale, and notes are taken out."""

    def begin() -> None:
        till.open_drawer()
        deed.amount = till.taken = till.rng.randrange(50, 300) * 1_000
        deed.kinds = (_K.DRAWER, _K.DIFFERENCE)

    till.plan(till.any_time(), begin)


def listed_sold_as_unlisted(till: DayTill, deed: Deed) -> None:
    """A listed piece goes as an unlisted one at 20 % to 60 % of its price; half keep its name."""

    def begin() -> None:
        sku, name, price = till.rng.choice(DEAR)
        till.sell([_line(1, sku, name, 1, price, price)])  # somebody bought its like
        paid = round(price * till.rng.uniform(0.2, 0.6) / 1_000) * 1_000
        called = name if till.rng.random() < 0.5 else "Tas"
        sold = till.sell([_line(1, "LAIN-M01", called, 1, paid, paid)])
        deed.amount, deed.number = price - paid, sold["sale"]["number"]
        deed.kinds = (_K.UNLISTED,)
        till.sold.remove(sold)

    till.plan(till.any_time(), begin)


def sale_deleted(till: DayTill, deed: Deed) -> None:
    """A sale is deleted from the database; the next start finds it in the journal's copy."""

    def begin() -> None:
        sold = till.sell(_worth(till), "cash")
        till.sold.remove(sold)
        deed.amount, deed.kinds = _net(sold), (_K.TWIN_DIFFERS,)
        found = {"rows": 1, "sales": 1, "net": _net(sold), "choice": "restored"}
        till.plan(min(till.now + 10, CLOSES - 2), lambda: till.tell("twin_differs", **found))

    till.plan(till.any_time(), begin)


_K = ReviewKind
CHEATS: dict[str, Callable[[DayTill, Deed], None]] = {
    each.__name__: each
    for each in (
        void_after_cash,
        sweetheart_discount,
        receipt_sold_twice,
        qris_never_confirmed,
        qris_code_swapped,
        cash_from_the_drawer,
        listed_sold_as_unlisted,
        sale_deleted,
    )
}


def prices_halved(till: DayTill, deed: Deed) -> None:
    """The list price of a dear piece is halved in the database, and a friend pays it."""

    def begin() -> None:
        sku, name, price = till.rng.choice(DEAR)
        half = price // 2
        deed.amount = price - half
        till.sold.remove(till.sell([_line(1, sku, name, 1, price, half) | {"list_price": half}]))

    till.plan(till.any_time(), begin)


def share_taken(till: DayTill, deed: Deed) -> None:
    """The stand keeps all of some lines, or nothing."""

    def begin() -> None:
        share = till.rng.choice((0, 10_000))
        lines = [{**line, "share_bp": share} for line in _worth(till)]
        sold = till.sell(lines)
        deed.amount = _net(sold) * abs(share - 1_000) // 10_000
        till.sold.remove(sold)

    till.plan(till.any_time(), begin)


def money_back_for_no_sale(till: DayTill, deed: Deed) -> None:
    """Cash is taken out as the return of a sale that never was."""

    def begin() -> None:
        (line, *_) = _worth(till)
        back = {**line, "qty": -line["qty"], "amount": -line["amount"]}
        till.document("refund", [back], [_tender("cash", -line["amount"])], till._new_id())
        deed.amount = line["amount"]

    till.plan(till.any_time(), begin)


AGAINST_THE_PACK: dict[str, tuple[str, Callable[[DayTill, Deed], None]]] = {
    "prices_halved": ("price_differs", prices_halved),
    "share_taken": ("share_differs", share_taken),
    "money_back_for_no_sale": ("refund_unfounded", money_back_for_no_sale),
}
"""Cheats that only the office can see, by what it handed out; each with the warning's code."""
_ALL = CHEATS | {name: cheat for name, (_, cheat) in AGAINST_THE_PACK.items()}


@dataclass
class PlayedFair:
    """The journals of a fair by till and day, and what one cheat did, if there was one."""

    deed: Deed | None
    days: dict[tuple[str, str, str], list[Fact]]
    files: list[bytes]


def play_fair(seed: int, cheat: str = "", *, files: bool = False) -> PlayedFair:
    """The fair of that seed; with `files` its day files too, which takes longer."""
    rng = random.Random(f"{seed}/{cheat}")
    deed = Deed(cheat, rng.randrange(TILLS), rng.randrange(DAYS)) if cheat else None
    days, written = {}, []
    for number in range(TILLS):
        till = DayTill(f"A{number:02d}", random.Random(f"{seed}/{number}"), files=files)
        for day in range(DAYS):
            at = START + timedelta(days=day)
            mine = deed if deed and (deed.till, deed.day) == (number, day) else None
            days[till.stand, till.till, str(at)] = till.play(at, mine)
        written += till.closed
    return PlayedFair(deed, days, written)


def doctored_revision(seed: int) -> tuple[str, list[bytes]]:
    """A day, and its second revision by the till's own key, without one sale and without `reopen`.

    Returns the till's stand and both files.
    """
    rng = random.Random(f"{seed}/doctored")
    till = Till(f"A{seed % 100:02d}", rng)
    twin = deepcopy(till)
    sales = rng.randint(20, 40)
    first = till.close(START, sales, 2)
    return till.stand, [first.file, twin.rewrite(START, sales - 1, 2, first).file]
