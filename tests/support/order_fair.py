"""A fair of two tills and one order, and the office's book of it."""

from __future__ import annotations

import random
from pathlib import Path

from pos_app.clock import ManualClock, parse_stamp
from pos_app.domain.orders import Deliver, OrderTerms
from pos_app.domain.settlement import Settlement
from pos_app.office.intake.merge_report import MergeReport
from pos_app.office.reconcile.status import Status
from pos_app.services.office.event_book import book_status, init_book, merge_into
from pos_app.services.office.order_decisions import hand_over_deposit
from support.fair_files import EVENT, START
from support.order_worlds import OrderTill

DAY = str(START)
TOML = f"""
code = "{EVENT}"
name = "Expo"
start = {DAY}
end = {DAY}
[[stand]]
code = "S00"
tills = ["1"]
[[stand]]
code = "S01"
tills = ["1"]
[[maker]]
code = "M00"
name = "Bu Sri 0"
share_pct = 10
"""
TERMS = OrderTerms("M00", "Kalung manik", 3, 1_000_000, due="2023-11-20", deliver=Deliver.PICKUP)
DEPOSIT = 450_000


def at(minute: int) -> str:
    return f"{DAY}T20:{minute:02d}:00+08:00"


class Fair:
    """Two tills and a book, with one order of Rp1.000.000 for maker M00, deposit Rp450.000.

    `sold_beside` is the net of what the tills sold of other goods, in rupiah.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.sold_beside = folder, 0
        self.clock = ManualClock(parse_stamp(f"{DAY}T22:00:00+08:00"))
        self.book = folder / "fair.db"
        plan = folder / "event.toml"
        plan.write_text(TOML, "utf-8")
        init_book(self.book, plan, bytes([9]) * 32)
        self.tills = [OrderTill(f"S0{n}", random.Random(n)) for n in range(2)]
        for till in self.tills:
            till.open_and_sell(START, 0, 1)
        self.order = self.tills[0].take_these(TERMS, DEPOSIT, at(1))

    def file(self, number: int, sales: int = 0) -> Path:
        """The file of a till, which sells other goods before it closes."""
        file = self.folder / f"{number}.zip"
        till, before = self.tills[number], self.tills[number].total
        file.write_bytes(till.sell_on_and_close(START, sales, 2).file)
        self.sold_beside += till.total - before
        return file

    def close(self, *tills: int, sales: int = 0) -> MergeReport:
        """Hands over the files of those tills, or of both."""
        report = MergeReport()
        for number in tills or (0, 1):
            file = self.file(number, sales)
            report.extend(merge_into(self.book, [file], clock=self.clock))
        return report

    @property
    def number(self) -> str:
        return self.order.order.number

    def status(self) -> Status:
        return book_status(self.book, DAY, self.clock, goods=True)

    def settled(self) -> Settlement:
        return next(each for each in self.status().confirmed.settlements if each.maker == "M00")

    def hand_over(self, amount: int, proof: str = "1") -> None:
        values = {"day": DAY, "way": "cash", "proof": proof}
        hand_over_deposit(self.book, self.number, amount, self.clock, **values)
