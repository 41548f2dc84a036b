"""A large fair as day files: genuine, signed, chained, and made fast, without playing a till.

A till's facts are written as the till would write them, and the tables are told from them by the
same code as everywhere; what a reader thinks of the files does not depend on how they were made.
"""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pos_app.dayfile.enrolment import TillKey, enrol
from pos_app.dayfile.format import DayHead, JournalRange
from pos_app.dayfile.interim_qr import InterimFacts
from pos_app.dayfile.signing import Signer, signer_of
from pos_app.dayfile.takeover_proof import SpareLink, TakeoverProof
from pos_app.dayfile.writer import BuiltDay, build_day
from pos_app.domain.day import DayTables, MakerRow, expected_cash, totals_of
from pos_app.domain.event import TillIdentity
from pos_app.domain.journal import canonical, envelope, genesis, row_hash
from pos_app.domain.journal_projection import project_journal

EVENT = "FAIR23"
_called = [EVENT]
START = date(2023, 10, 25)
GOODS = [
    (f"G{i:02d}", f"Gelang manik nomor {i}", ("Manik", "Batu", "Ukir")[i % 3], 15_000 + 2_500 * i)
    for i in range(60)
]


def current_event() -> str:
    """The event of the files that are made now."""
    return _called[-1]


@contextmanager
def event_called(code: str) -> Iterator[None]:
    """Files that are made within are of another event."""
    _called.append(code)
    try:
        yield
    finally:
        _called.pop()


@dataclass(frozen=True, slots=True)
class Fair:
    """How large: `stands` × `days` files of `sales` sales with `lines` lines each."""

    stands: int
    days: int
    sales: int = 300
    lines: int = 3
    seed: int = 1

    @property
    def end(self) -> str:
        return str(START + timedelta(days=self.days - 1))

    @property
    def toml(self) -> bytes:
        stands = "".join(
            f'[[stand]]\ncode = "{stand_code(i)}"\ntills = 1\n' for i in range(self.stands)
        )
        makers = "".join(
            f'[[maker]]\ncode = "M{i:02d}"\nname = "Bu Sri {i}"\nshare_pct = 10\n'
            for i in range(20)
        )
        head = f'code = "{EVENT}"\nname = "Fair"\nstart = {START}\nend = {self.end}\n'
        return (head + stands + makers).encode()

    def files(self) -> Iterator[BuiltDay]:
        """Every file, stand by stand, day after day; the same fair gives the same bytes."""
        for number in range(self.stands):
            yield from self.of_stand(number)

    def of_stand(self, number: int) -> Iterator[BuiltDay]:
        till = Till(stand_code(number), random.Random(f"{self.seed}/{number}"))
        for day in range(self.days):
            yield till.close(START + timedelta(days=day), self.sales, self.lines)


def stand_code(number: int) -> str:
    return f"S{number:04d}"


@dataclass
class Till:
    """A laptop that writes facts into its chain and closes one day after another."""

    stand: str
    rng: random.Random
    till: str = "1"
    seat: int = 0
    event: str = field(default_factory=current_event)
    training: bool = False
    note: str = ""
    pack: Signer | None = None  # the enrolment key in the stand pack that it was set up from
    spare: Signer | None = None
    halved: bool = False  # its list prices
    share_bp: int = 1000  # the stand's, of every line
    unfounded: int = 0  # refunds at the end of each day, of sales that nobody made
    continues: TakeoverProof | None = None
    link_to_spare: SpareLink | None = None  # what the laptop before signed for its spare key
    gives_back: list[dict[str, Any]] = field(default_factory=list)  # sales, at the day's end
    tells_after: tuple[int, ...] = ()  # the sales of a day after which it says what it sold so far
    told: list[InterimFacts] = field(default_factory=list)
    revision: int = 1
    running: int = 0
    total: int = 0
    seq: int = 0
    link: str | None = None
    _supersedes: str | None = None
    _prev_day: str | None = None
    _first: int = 1
    _prev: bytes = b""
    _payloads: list[bytes] = field(default_factory=list)
    _facts: list[dict[str, Any]] = field(default_factory=list)
    _ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.till_id = self._new_id()
        self.identity = TillIdentity(self.event, self.stand, self.till, self.till_id, self.seat)
        self.signer: Signer = signer_of(hashlib.sha256(self.till_id.encode()).digest())
        self.head = genesis(self.identity)

    def _write(self, kind: str, at: str, **fact: Any) -> None:
        self.seq += 1
        told = envelope(kind, self.seq, at, "KASIR", fact)
        payload = canonical(told)
        self.head = row_hash(self.head, payload)
        self._facts.append(told)
        self._payloads.append(payload)

    def close(self, day: date, sales: int, lines: int, ids: Sequence[str] = ()) -> BuiltDay:
        """Opens, sells and closes; returns the day's file. `ids` are those of the first sales."""
        self._ids = list(reversed(ids))
        self._begin()
        return self._open_and_close(day, sales, lines)

    def _begin(self) -> None:
        self._payloads, self._facts = [], []
        self._first, self._prev = self.seq + 1, self.head
        self.revision, self._supersedes, self._prev_day = 1, None, self.link

    def open_and_sell(self, day: date, sales: int, lines: int) -> None:
        """Opens a day and sells; what happens to the laptop then is another matter."""
        self._begin()
        self._open(day)
        self._sell_some(day, sales, lines)

    def sell_on_and_close(self, day: date, sales: int, lines: int) -> BuiltDay:
        """The rest of a day that `open_and_sell` began; returns its file."""
        return self._sell_and_close(day, sales, lines)

    def take_over(self, old: Till, day: date, sales: int, lines: int) -> BuiltDay:
        """The day of a laptop that took over from `old`, whose open day goes along."""
        self._carry(old, day)
        return self._sell_and_close(day, sales, lines)

    def take_over_and_sell(self, old: Till, day: date, sales: int, lines: int) -> None:
        """The same, up to the moment at which this laptop fails as well."""
        self._carry(old, day)
        self._sell_some(day, sales, lines)

    def _carry(self, old: Till, day: date) -> None:
        self._begin()
        self._open(day)
        for fact in old._facts:
            if fact["kind"] in ("sale", "refund"):
                self.total += fact["sale"]["net"]
                told = {key: fact[key] for key in ("sale", "lines", "tenders")}
                mark = fact.get("carried") or {"seat": old.seat, "row": fact["seq"], "place": 0}
                self._write(
                    fact["kind"], fact["at"], **told, running_total=self.total, carried=mark
                )

    @property
    def facts(self) -> list[dict[str, Any]]:
        """The journal rows of the newest day."""
        return list(self._facts)

    def rewrite(self, day: date, sales: int, lines: int, told: BuiltDay) -> BuiltDay:
        """The day as the next revision of the file `told`, made without that file's journal."""
        self._payloads, self._facts, self._ids = [], [], []
        self._first, self._prev, self._prev_day = self.seq + 1, self.head, self.link
        self.revision, self._supersedes = 2, told.identity
        return self._open_and_close(day, sales, lines)

    def _open_and_close(self, day: date, sales: int, lines: int) -> BuiltDay:
        self._open(day)
        return self._sell_and_close(day, sales, lines)

    def _open(self, day: date) -> None:
        if self.spare is not None and self.seq == 0:
            self._write("setup", f"{day}T07:00:00+08:00", **self._setup())
        fact = {"day": str(day), "float": 200_000, "prev_day": self.link}
        self._write("open", f"{day}T08:00:00+08:00", **fact)

    def _setup(self) -> dict[str, Any]:
        assert self.spare is not None
        names = ("event", "stand", "till", "till_id", "seat", "training")
        found = {name: getattr(self, name) for name in names}
        return {**found, "name": "", "cash_rounding": 0, "spare": self.spare.public_hex}

    @property
    def laptop(self) -> TillKey:
        """What an enrolment and a takeover proof are signed for."""
        key = self.signer.public_hex
        return TillKey(self.event, self.stand, self.till, self.seat, self.till_id, key)

    def revise(self, day: date, sales: int, lines: int) -> BuiltDay:
        """The newest day opened again, more sold, and closed as its next revision."""
        self.revision, self._supersedes = self.revision + 1, self.link
        fact = {"day": str(day), "revision": self.revision, "reason": "lupa satu nota"}
        self._write("reopen", f"{day}T21:00:00+08:00", **fact)
        return self._sell_and_close(day, sales, lines)

    def _sell_some(self, day: date, sales: int, lines: int) -> None:
        for number in range(sales):
            minutes = 5 + number * 700 // max(sales, 1)
            at = f"{day}T{8 + minutes // 60:02d}:{minutes % 60:02d}:00+08:00"
            self._sell(at, lines)
            if number in self.tells_after:
                self._tell(day, at)

    def _tell(self, day: date, at: str) -> None:
        """An interim total, as a till gives one out at any time."""
        facts = [fact for fact in self._facts if fact["kind"] in ("sale", "refund")]
        sales = sum(fact["kind"] == "sale" for fact in facts)
        net = sum(fact["sale"]["net"] for fact in facts)
        last = self.identity.number(self.running)
        said = {"day": str(day), "revision": self.revision, "sales": sales, "net": net}
        self._write("interim", at, **said, last_number=last)
        place = {**said, "at": at, "last_number": last, "seq": self.seq, "head": self.head.hex()}
        enrolled = enrol(self.laptop, self.pack.sign) if self.pack else ""
        names = ("event", "stand", "till", "seat", "till_id", "training")
        whose = {name: getattr(self, name) for name in names}
        key = self.signer.public_hex
        self.told.append(InterimFacts(**whose, **place, key=key, enrolled=enrolled))

    def _sell_and_close(self, day: date, sales: int, lines: int) -> BuiltDay:
        self._sell_some(day, sales, lines)
        for _ in range(self.unfounded):
            self._give_back(f"{day}T20:30:00+08:00")
        self.give_back(day, self.gives_back)
        self.gives_back = []
        tables = project_journal(self._facts)._replace(makers=_makers())
        self._close_fact(day, f"{day}T21:00:00+08:00", tables)
        journal = JournalRange(self._first, self.seq, self._prev.hex(), self.head.hex())
        head = self._day_head(day, tables, journal)
        built = build_day(head, tables, self._payloads, self.signer.sign)
        self.link = built.identity
        return built

    def _sell(self, at: str, lines: int) -> None:
        self.running += 1
        rows = [self._line(number) for number in range(1, lines + 1)]
        net = sum(row["amount"] for row in rows)
        gross = sum(row["qty"] * row["list_price"] for row in rows)
        self.total += net
        sale = {
            "id": self._ids.pop() if self._ids else self._new_id(),
            "number": self.identity.number(self.running),
            "refers_to": "",
            "gross": gross,
            "discount": gross - net,
            "rounding": 0,
            "net": net,
            "country": self.rng.choice(("", "", "", "AU", "KR")),
            "note": self.note,
        }
        fact = {"sale": sale, "lines": rows, "tenders": self._tenders(net)}
        self._write("sale", at, **fact, running_total=self.total)

    def give_back(self, day: date, sold: Sequence[dict[str, Any]]) -> None:
        """Pays back the first line of each of these sales."""
        for each in sold:
            self._give_back(f"{day}T20:40:00+08:00", each)

    def _give_back(self, at: str, sold: dict[str, Any] | None = None) -> None:
        """A refund of a sale's first line, or one that refers to no sale."""
        self.running += 1
        line = dict(sold["lines"][0]) if sold else self._line(1)
        if sold:
            line |= {"qty": -line["qty"], "amount": -line["amount"]}
        else:
            line |= {"qty": -1, "unit_price": line["list_price"], "amount": -line["list_price"]}
        net, gross = line["amount"], line["qty"] * line["list_price"]
        way = sold["tenders"][0]["method"] if sold else "cash"
        self.total += net
        sale = {
            "id": self._new_id(),
            "number": self.identity.number(self.running),
            "refers_to": sold["sale"]["id"] if sold else self._new_id(),
            "gross": gross,
            "discount": gross - net,
            "rounding": 0,
            "net": net,
            "country": "",
            "note": "",
        }
        fact = {"sale": sale, "lines": [line], "tenders": [_tender(1, way, net)]}
        self._write("refund", at, **fact, running_total=self.total)

    def _new_id(self) -> str:
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def _line(self, number: int) -> dict[str, Any]:
        index = self.rng.randrange(len(GOODS))
        sku, name, category, price = GOODS[index]
        price = price // 2 if self.halved else price
        qty = self.rng.choice((1, 1, 1, 2, 3))
        sold = price - self.rng.choice((0, 0, 0, 2_500))
        return {
            "line": number,
            "sku": sku,
            "name": name,
            "category": category,
            "maker": f"M{index % 20:02d}",
            "share_bp": self.share_bp,
            "qty": qty,
            "list_price": price,
            "unit_price": sold,
            "discount": 0,
            "amount": qty * sold,
        }

    def _tenders(self, net: int) -> list[dict[str, Any]]:
        if self.rng.random() < 0.4:
            return [_tender(1, "qris", net)]
        paid = -(-net // 50_000) * 50_000
        back = [_tender(2, "change", net - paid)] if paid > net else []
        return [_tender(1, "cash", paid), *back]

    def _close_fact(self, day: date, at: str, tables: DayTables) -> None:
        expected = expected_cash(tables.cash)
        self._write(
            "close",
            at,
            day=str(day),
            revision=self.revision,
            totals=totals_of(tables).as_dict(),
            running_total=self.total,
            expected=expected,
            counted=expected,
            difference=0,
            reason="",
        )

    def _day_head(self, day: date, tables: DayTables, journal: JournalRange) -> DayHead:
        own = (row.number for row in tables.sales if self.identity.owns(row.number))
        numbers = list(own) or [None]
        return DayHead(
            event=self.event,
            stand=self.stand,
            till=self.till,
            seat=self.seat,
            till_id=self.till_id,
            key=self.signer.public_hex,
            day=str(day),
            opened_at=f"{day}T08:00:00+08:00",
            closed_at=f"{day}T21:00:00+08:00",
            revision=self.revision,
            supersedes=self._supersedes,
            prev_day=self._prev_day,
            first_number=numbers[0],
            last_number=numbers[-1],
            totals=totals_of(tables),
            running_total=self.total,
            journal=journal,
            app="pos-app",
            training=self.training,
            replayed=False,
            enrolled=enrol(self.laptop, self.pack.sign) if self.pack else None,
            continues=self.continues.as_json() if self.continues else None,
        )


def _tender(number: int, method: str, amount: int) -> dict[str, Any]:
    return {
        "tender": number,
        "method": method,
        "amount": amount,
        "reference": "",
        "confirmed": True,
    }


def _makers() -> tuple[MakerRow, ...]:
    return tuple(MakerRow(f"M{i:02d}", f"Bu Sri {i}", 1000, "maker") for i in range(20))
