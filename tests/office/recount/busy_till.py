"""A till whose days have everything in them that a day of a fair can have.

Sales in every way of paying, bargains, cash rounding, voids, refunds of the same day's, of earlier
days' and of the other laptop's sales, money put in, taken out and paid to makers, QRIS that nobody
saw, and a drawer that is counted, by one person or two, and does not always agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from support.fair_files import Till

from pos_app.dayfile.format import JournalRange
from pos_app.dayfile.writer import BuiltDay, build_day
from pos_app.domain.day import MakerRow, expected_cash
from pos_app.domain.journal import canonical, envelope, row_hash
from pos_app.domain.journal_projection import project_journal

ROUNDING = 500
GOODS = (
    ("A", "Kalung manik", "Manik", "M1", 1250, 50_000),
    ("B", "Gelang batu", "Batu", "M2", 1000, 120_000),
    ("C", "Bros, daun", "Daun", "M3", 333, 35_350),
    ("D", "Tas anyam", "Anyam", "M4", 0, 90_000),
    ("E", 'Kain "tenun"', "Kain", "Pak Budi", 750, 225_000),  # M2, by name
    ("F", "Sendok ukir", "Ukir", "IDA KRIYA", 0, 17_500),  # M5, once the office says so
    ("G", "Topi purun", "Anyam", "TAMU", 1500, 45_000),  # not planned at all
)
MAKERS = (
    MakerRow("IDA KRIYA", "Ida Kriya", 0, "maker"),
    MakerRow("M1", "Bu Sri", 1250, "maker"),
    MakerRow("M2", "Pak Budi", 1000, "maker"),
    MakerRow("M3", "Mama Lia", 333, "maker"),
    MakerRow("M4", "Untaian Teritip", 0, "maker"),
    MakerRow("Pak Budi", "Pak Budi", 750, "maker"),
    MakerRow("TAMU", "Tamu dari jauh", 1500, "stand"),
)
COUNTRIES = ("", "", "", "ID", "AU", "KR", "AU", "JP")
CASHIERS = ("SITI", "BUDI", "KASIR")


@dataclass
class Sold:
    """A sale that can still be taken back, with the pieces of each line that are left."""

    sale: dict[str, Any]
    lines: list[dict[str, Any]]
    tenders: list[dict[str, Any]]
    left: dict[int, int]
    paid_back: int = 0
    is_void: bool = False


@dataclass
class BusyTill(Till):
    """A till that sells as people do. `neighbours` are sales of the stand's other laptops."""

    pool: list[Sold] = field(default_factory=list)
    neighbours: list[Sold] = field(default_factory=list)
    _today: list[Sold] = field(default_factory=list)
    _minute: int = 0

    def _sell_and_close(self, day: date, sales: int, lines: int) -> BuiltDay:
        self._today = [] if self.revision == 1 else self._today
        self._minute = 20 if self.revision == 1 else 760
        for number in range(sales * 2 if sales else 0):
            self._sell(self._now(day), lines)
            if number:
                self._correct(day)
        self._move_money(day)
        pieces = self._count(day)
        self.pool += self._today if self.revision == 1 else []
        tables = project_journal(self._facts)._replace(makers=MAKERS)
        counted = pieces if pieces is not None else expected_cash(tables.cash)
        self._close_with(day, tables, max(0, counted))
        journal = JournalRange(self._first, self.seq, self._prev.hex(), self.head.hex())
        built = build_day(
            self._day_head(day, tables, journal), tables, self._payloads, self.signer.sign
        )
        self.link = built.identity
        return built

    def _now(self, day: date) -> str:
        self._minute += self.rng.randint(1, 90) if self._minute < 600 else 1
        return f"{day}T{8 + self._minute // 60:02d}:{self._minute % 60:02d}:00+08:00"

    def _day_head(self, day: date, tables: Any, journal: JournalRange) -> Any:
        head = super()._day_head(day, tables, journal)
        return replace(head, closed_at=self._facts[-1]["at"])

    def _write(self, kind: str, at: str, **fact: Any) -> None:
        self.seq += 1
        told = envelope(kind, self.seq, at, self.rng.choice(CASHIERS), fact)
        payload = canonical(told)
        self.head = row_hash(self.head, payload)
        self._facts.append(told)
        self._payloads.append(payload)

    def _sell(self, at: str, lines: int) -> None:
        rows = [self._line(number) for number in range(1, lines + 1)]
        amount = sum(row["amount"] for row in rows)
        tenders, rounding = self._paid(amount)
        sale = self._head(rows, rounding, self.rng.choice(COUNTRIES), "")
        self._write_sale("sale", at, sale, rows, tenders)
        left = {row["line"]: row["qty"] for row in rows}
        self._today.append(Sold(sale, rows, tenders, left))

    def _head(self, rows: list[dict[str, Any]], rounding: int, country: str, of: str) -> Any:
        gross = sum(row["qty"] * row["list_price"] for row in rows)
        amount = sum(row["amount"] for row in rows)
        self.running += 1
        return {
            "id": self._ids.pop() if self._ids and not of else self._new_id(),
            "number": self.identity.number(self.running),
            "refers_to": of,
            "gross": gross,
            "discount": gross - amount,
            "rounding": rounding,
            "net": amount + rounding,
            "country": country,
            "note": self.note,
        }

    def _write_sale(self, kind: str, at: str, sale: Any, rows: Any, tenders: Any) -> None:
        self.total += sale["net"]
        fact = {"sale": sale, "lines": rows, "tenders": tenders}
        self._write(kind, at, **fact, running_total=self.total)

    def _line(self, number: int) -> dict[str, Any]:
        sku, name, category, maker, share_bp, price = self.rng.choice(GOODS)
        qty = self.rng.choice((1, 1, 2, 3))
        unit = price - self.rng.choice((0, 0, 0, 2_500, 777))
        off = self.rng.choice((0, 0, 0, 1_001))
        return {
            "line": number,
            "sku": sku,
            "name": name,
            "category": category,
            "maker": maker,
            "share_bp": share_bp,
            "qty": qty,
            "list_price": price,
            "unit_price": unit,
            "discount": off,
            "amount": qty * unit - off,
        }

    def _paid(self, amount: int) -> tuple[list[dict[str, Any]], int]:
        way = self.rng.choice(("cash", "cash", "qris", "qris", "transfer", "card", "split"))
        if way == "cash":
            due = nearest(amount)
            given = -(-due // 50_000) * 50_000
            back = [tender(2, "change", due - given)] if given > due else []
            return [tender(1, "cash", given), *back], due - amount
        if way == "split":
            return [tender(1, "qris", amount // 3), tender(2, "cash", amount - amount // 3)], 0
        return [tender(1, way, amount, way != "qris" or self.rng.random() < 0.6)], 0

    def _correct(self, day: date) -> None:
        luck = self.rng.random()
        if luck < 0.12:
            self._void(day)
        elif luck < 0.25:
            self._refund(day, [each for each in self._today[1:] if not each.is_void])
        elif luck < 0.37:
            self._refund(day, self.pool)
        elif luck < 0.42:
            self._refund(day, self.neighbours)
        elif luck < 0.5:
            self._confirm(day)

    def _void(self, day: date) -> None:
        may = [each for each in self._today[1:] if not each.is_void and not each.paid_back]
        if not may:
            return
        sold = self.rng.choice(may)
        sold.is_void, sold.left = True, {}
        names = ("qty", "discount", "amount")
        rows = [row | {name: -row[name] for name in names} for row in sold.lines]
        tenders = [each | {"amount": -each["amount"]} for each in sold.tenders]
        sale = self._head(rows, -sold.sale["rounding"], "", sold.sale["id"])
        self._write_sale("void", self._now(day), sale, rows, tenders)

    def _refund(self, day: date, among: list[Sold]) -> None:
        may = [each for each in among if any(each.left.values())]
        if not may:
            return
        sold = self.rng.choice(may)
        number = self.rng.choice([number for number, left in sold.left.items() if left])
        row = next(row for row in sold.lines if row["line"] == number)
        sold.left[number] -= 1
        back = row["amount"] // row["qty"]
        off = row["unit_price"] - back
        rows = [row | {"qty": -1, "discount": -off, "amount": -back}]
        due = nearest(back)
        sold.paid_back += due
        sale = self._head(rows, back - due, "", sold.sale["id"])
        self._write_sale("refund", self._now(day), sale, rows, [tender(1, "cash", -due)])

    def _confirm(self, day: date) -> None:
        for sold in self._today:
            for paid in sold.tenders:
                if not paid["confirmed"] and not sold.is_void:
                    fact = {"sale_id": sold.sale["id"], "tender": paid["tender"]}
                    self._write("confirm", self._now(day), **fact)
                    sold.tenders = [each | {"confirmed": True} for each in sold.tenders]
                    return

    def _move_money(self, day: date) -> None:
        if self.rng.random() < 0.3:
            self._move(day, "out", -25_000, "", "beli lakban")
        if self.rng.random() < 0.2:
            self._move(day, "in", 100_000, "", "uang kecil")
        if self.rng.random() < 0.35:
            maker = self.rng.choice(MAKERS).maker
            self._move(day, "payout", -self.rng.choice((20_000, 75_000, 900_000)), maker, "titip")

    def _move(self, day: date, move: str, amount: int, maker: str, reason: str) -> None:
        fact = {"move": move, "amount": amount, "maker": maker, "reason": reason}
        self._write("move", self._now(day), **fact)

    def _count(self, day: date) -> int | None:
        """Counts the drawer, now and then with too little or too much in it; None: not counted."""
        luck = self.rng.random()
        if luck < 0.3:
            return None
        expected = expected_cash(project_journal(self._facts).cash)
        off = self.rng.choice((0, 0, -50_000, 1_500, -137_500))
        pieces = notes(max(0, expected + off))
        self._write("count", self._now(day), pieces=pieces, role="count")
        if luck < 0.7:
            again = notes(max(0, expected + self.rng.choice((off, off, 0))))
            self._write("count", self._now(day), pieces=again, role="verify")
        return sum(value * count for value, count in pieces)

    def _close_with(self, day: date, tables: Any, counted: int) -> None:
        expected = expected_cash(tables.cash)
        totals = self._day_head(day, tables, JournalRange(1, 1, "", "")).totals
        self._write(
            "close",
            self._now(day),
            day=str(day),
            revision=self.revision,
            totals=totals.as_dict(),
            running_total=self.total,
            expected=expected,
            counted=counted,
            difference=counted - expected,
            reason="" if counted == expected else "kembalian salah",
        )


def nearest(amount: int) -> int:
    """The amount to the nearest step of cash, half up."""
    return (amount + ROUNDING // 2) // ROUNDING * ROUNDING


def notes(amount: int) -> list[list[int]]:
    """An amount in notes and coins; what is smaller than the smallest coin is left out."""
    found = []
    for value in (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 100, 50, 25):
        pieces, amount = divmod(amount, value)
        if pieces:
            found.append([value, pieces])
    return found or [[100_000, 0]]


def tender(number: int, method: str, amount: int, confirmed: bool = True) -> dict[str, Any]:
    """One payment."""
    return {
        "tender": number,
        "method": method,
        "amount": amount,
        "reference": "",
        "confirmed": confirmed,
    }
