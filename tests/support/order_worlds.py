"""Fairs with orders and a known truth: deposits, deliveries at any till, cancels, voids, accidents.

What became of every order is written down by the fair itself while it plays, and never computed
from the files that the office gets.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from pos_app.dayfile.format import DayHead, JournalRange
from pos_app.domain.day import DayTables, later_tables
from pos_app.domain.inquiry import KIND as INQUIRY
from pos_app.domain.inquiry import Business, Inquiry, Piece
from pos_app.domain.order_facts import delivery_facts, deposit_facts, return_facts
from pos_app.domain.orders import Deliver, Order, OrderTerms
from pos_app.office.records import Record
from support.fair_files import EVENT, START, Till, _tender

WAYS = ("cash", "qris", "transfer", "card")
TillDay = tuple[str, str, str]


@dataclass
class OrderTruth:
    """What is true of one order: what was taken, and by which documents it was closed.

    `closings` are (till-day, kind, sale id, amount returned) of every document that closed it and
    was not voided: more than one only where two tills did so without knowing of each other.
    """

    order: Order
    share_bp: int
    taken: TillDay
    sale_id: str
    closings: list[tuple[TillDay, str, str, int]] = field(default_factory=list)
    closed: bool = False


class OrderTill(Till):
    """A till that takes, delivers and cancels orders between its sales."""

    taken_orders: int = 0
    before: int = 0  # the running total when the day was opened

    def __post_init__(self) -> None:
        super().__post_init__()
        self.held: Counter[str] = Counter()
        self.sales_net = 0

    def _day_head(self, day: date, tables: DayTables, journal: JournalRange) -> DayHead:
        head = super()._day_head(day, tables, journal)
        return replace(head, minor=1 if later_tables(tables) else 0)

    def _document(
        self,
        kind: str,
        at: str,
        net: int,
        lines: list[dict[str, Any]],
        tenders: list[dict[str, Any]],
        order: dict[str, Any] | None,
        refers_to: str = "",
    ) -> str:
        self.running += 1
        self.total += net
        sale_id = self._new_id()
        gross = sum(line["qty"] * line["list_price"] for line in lines)
        sale = {
            "id": sale_id,
            "number": self.identity.number(self.running),
            "refers_to": refers_to,
            "gross": gross,
            "discount": gross - net,
            "rounding": 0,
            "net": net,
            "country": "",
            "note": "",
        }
        fact: dict[str, Any] = {"sale": sale, "lines": lines, "tenders": tenders}
        if order is not None:
            fact["order"] = order
        self._write(kind, at, **fact, running_total=self.total)
        return sale_id

    def carry(self, old: OrderTill, day: date) -> None:
        """Takes over the open day of another laptop with its orders, as a till does."""
        self._begin()
        self._open(day)
        for fact in (each for each in old.facts if "sale" in each):
            self.total += fact["sale"]["net"]
            told = {key: fact[key] for key in ("sale", "lines", "tenders", "order") if key in fact}
            mark = fact.get("carried") or {"seat": old.seat, "row": fact["seq"], "place": 0}
            more = {"running_total": self.total, "carried": mark}
            self._write(fact["kind"], fact["at"], **told, **more)

    def take(self, at: str) -> OrderTruth:
        rng = self.rng
        maker = rng.randrange(20)
        qty = rng.choice((1, 1, 2, 3, 6))
        total = rng.randrange(20, 2_000) * 500
        deposit = rng.choice((total // 2 or 1, total, 1, rng.randint(1, total)))
        due = rng.choice(("", "2023-11-20"))
        what = "Kalung manik, merah"
        terms = OrderTerms(f"M{maker:02d}", what, qty, total, due=due, deliver=Deliver.PICKUP)
        return self.take_these(terms, deposit, at)

    def take_these(self, terms: OrderTerms, deposit: int, at: str) -> OrderTruth:
        self.taken_orders += 1
        number = f"P-{self.identity.place}-{self.taken_orders:04d}"
        receipt = self.identity.number(self.running + 1)
        order = Order(number, terms, deposit, receipt, self.till_id, at)
        tenders = [*self._pay(deposit, 1), _tender(9, "deposit", -deposit)]
        sale_id = self._document("deposit", at, 0, [], _numbered(tenders), deposit_facts(order))
        return OrderTruth(order, self.share_bp, (self.stand, self.till, at[:10]), sale_id)

    def _pay(self, amount: int, sign: int) -> list[dict[str, Any]]:
        """One or two ways of paying that add up to the amount; none for 0."""
        if not amount:
            return []
        first = self.rng.randint(1, amount) if self.rng.random() < 0.2 else amount
        parts = [first, amount - first] if amount > first else [amount]
        ways = self.rng.sample(WAYS, len(parts))
        return [_tender(1, way, sign * part) for way, part in zip(ways, parts, strict=True)]

    def ask(self, at: str, running: int, about_qty: int = 60, warm: int = 3) -> str:
        """Notes an inquiry about a piece; returns its number."""
        number = f"M-{self.identity.place}-{running:04d}"
        piece = Piece("GM-001", "Gelang manik", "M00")
        asked = (Business.EXPORT, about_qty, "2023-12-01", warm, "en")
        inquiry = Inquiry(number, at, "KASIR", (piece,), ("M01",), "AU", *asked)
        self._write(INQUIRY, at, **inquiry.fact())
        return number

    def deliver(self, truth: OrderTruth, at: str) -> str:
        order = truth.order
        lines = _lines(order, self.share_bp)
        balance = self._pay(order.balance, 1)
        tenders = _numbered([_tender(1, "deposit", order.deposit), *balance])
        sale_id = self._document(
            "sale", at, order.terms.total, lines, tenders, delivery_facts(order)
        )
        self._last = (lines, tenders)
        truth.closings.append(((self.stand, self.till, at[:10]), "delivery", sale_id, 0))
        return sale_id

    def void_last_delivery(self, truth: OrderTruth, at: str) -> None:
        _, _, sale_id, _ = truth.closings.pop()
        lines, tenders = self._last
        back = [line | {"qty": -line["qty"], "amount": -line["amount"]} for line in lines]
        paid = [tender | {"amount": -tender["amount"]} for tender in tenders]
        facts = delivery_facts(truth.order)
        self._document("void", at, -truth.order.terms.total, back, paid, facts, sale_id)

    def cancel(self, truth: OrderTruth, at: str, back: int) -> None:
        order = truth.order
        money = self._pay(back, -1)
        account = [_tender(9, "deposit", back)] if back else []
        facts = return_facts(order, back, "pembeli batal")
        sale_id = self._document("deposit_return", at, 0, [], _numbered([*money, *account]), facts)
        truth.closings.append(((self.stand, self.till, at[:10]), "return", sale_id, back))


def _numbered(tenders: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [tender | {"tender": n} for n, tender in enumerate(tenders, 1)]


def _lines(order: Order, share_bp: int) -> list[dict[str, Any]]:
    qty, total = order.terms.qty, order.terms.total
    price, rest = divmod(total, qty)
    parts = [(qty - 1, price), (1, price + rest)] if rest else [(qty, price)]
    return [
        {
            "line": n,
            "sku": order.number,
            "name": order.terms.what,
            "category": "Pesanan",
            "maker": order.terms.maker,
            "share_bp": share_bp,
            "qty": pieces,
            "list_price": each,
            "unit_price": each,
            "discount": 0,
            "amount": pieces * each,
        }
        for n, (pieces, each) in enumerate(parts, 1)
    ]


@dataclass
class OrderWorld:
    """The files of a fair with orders, in the order in which they came, and what is true of it.

    `lost` are till-days whose file does not come; `sold` is the net of each till-day, by its till.
    """

    seed: int
    days: list[str]
    stands: list[str]
    files: dict[TillDay, bytes] = field(default_factory=dict)
    lost: set[TillDay] = field(default_factory=set)
    sold: Counter[TillDay] = field(default_factory=Counter)
    orders: list[OrderTruth] = field(default_factory=list)
    twice: list[OrderTruth] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    @property
    def toml(self) -> bytes:
        stands = "".join(f'[[stand]]\ncode = "{code}"\ntills = ["1"]\n' for code in self.stands)
        head = f'code = "{EVENT}"\nname = "Expo"\nstart = {self.days[0]}\nend = {self.days[-1]}\n'
        makers = "".join(
            f'[[maker]]\ncode = "M{i:02d}"\nname = "Bu Sri {i}"\nshare_pct = 10\n'
            for i in range(20)
        )
        return (head + stands + makers).encode()

    @property
    def disputed(self) -> set[TillDay]:
        """The till-days with one of several closings of an order, of those whose files came."""
        found: set[TillDay] = set()
        for truth in self.twice:
            came = {place for place, *_ in truth.closings if place not in self.lost}
            ids = {sale for place, _, sale, _ in truth.closings if place not in self.lost}
            found |= came if len(ids) > 1 else set()
        return found


def make_order_world(seed: int) -> OrderWorld:
    """A fair of up to three tills and three days; the same seed gives the same bytes."""
    rng = random.Random(f"orders/{seed}")
    days = [str(START + timedelta(days=n)) for n in range(rng.randint(1, 3))]
    stands = [f"S{n:02d}" for n in range(rng.randint(1, 3))]
    world = OrderWorld(seed, days, stands)
    tills = [OrderTill(stand, random.Random(f"{seed}/{stand}")) for stand in stands]
    for number, day in enumerate(days):
        for till in tills:
            _play(world, till, tills, day, rng)
        for till in tills:
            _close(world, till, number, rng)
    if rng.random() < 0.3:
        _lose_one(world, rng)
    return world


def _play(
    world: OrderWorld, till: OrderTill, tills: list[OrderTill], day: str, rng: random.Random
) -> None:
    """One till's day: orders are taken, delivered, voided, cancelled; some twice."""
    before = till.total
    till.open_and_sell(date.fromisoformat(day), rng.randint(0, 2), 1)
    for step in range(rng.randint(0, 6)):
        at = f"{day}T20:{step:02d}:00+08:00"
        still_open = [each for each in world.orders if not each.closed]
        if not still_open or rng.random() < 0.4:
            world.orders.append(till.take(at))
        elif rng.random() < 0.6:
            truth = rng.choice(still_open)
            till.deliver(truth, at)
            if rng.random() < 0.2:
                till.void_last_delivery(truth, at)
            else:
                truth.closed = True
        else:
            truth = rng.choice(still_open)
            till.cancel(truth, at, rng.choice((0, truth.order.deposit, truth.order.deposit // 2)))
            truth.closed = True
    if rng.random() < 0.15:
        _close_once_more(world, till, f"{day}T20:50:00+08:00", rng)
    world.sold[till.stand, till.till, day] = till.total - before


def _close_once_more(world: OrderWorld, till: OrderTill, at: str, rng: random.Random) -> None:
    """A till without a network closes an order that another till has closed already."""
    here = (till.stand, till.till)
    closed = [
        each
        for each in world.orders
        if each.closings
        and each not in world.twice
        and each.closings[0][0][:2] != here
        and each.taken[:2] != here
    ]
    if closed:
        truth = rng.choice(closed)
        if rng.random() < 0.6:
            till.deliver(truth, at)
        else:
            till.cancel(truth, at, truth.order.deposit)
        world.twice.append(truth)


def _close(world: OrderWorld, till: OrderTill, number: int, rng: random.Random) -> None:
    day = world.days[number]
    before = till.total
    built = till.sell_on_and_close(date.fromisoformat(day), rng.randint(0, 1), 1)
    world.sold[till.stand, till.till, day] += till.total - before
    world.files[till.stand, till.till, day] = built.file


def _lose_one(world: OrderWorld, rng: random.Random) -> None:
    gone = rng.choice(sorted(world.files))
    del world.files[gone]
    world.lost.add(gone)
