"""The fair counted again from the bytes of its files, its plan and its records.

It is written for an auditor: it knows csv, json, hashlib, tomllib and zipfile, and nothing of the
program. Its rules are those of the handbook (docs/day-file.md and docs/office.md), so that a fault
in the program cannot hide behind the same fault here. All amounts are whole rupiah.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from office.recount.counted_fair import Maker, Recount
from office.recount.day_files import File, Row
from office.recount.settlement import Settling, add_line
from office.recount.which_count import Counting

WAYS = ("cash", "qris", "transfer", "card")
TOTALS = (
    *("sales", "voids", "gross", "discount", "refunds", "rounding", "net"),
    *(*WAYS, "unconfirmed"),
)
ONE = {"sale": 1, "void": -1, "refund": 0}


def recount(
    toml: bytes,
    contents: Iterable[bytes],
    decisions: Iterable[bytes],
    slips: Iterable[bytes],
    strangers: Iterable[str],
    through: str,
) -> Recount:
    """Counts a fair.

    Args:
        toml: The plan.
        contents: The bytes of every file that came in.
        decisions: The office's decisions, as the bytes of their facts, and `slips` likewise.
        strangers: The identities of files that no laptop of the fair wrote.
        through: The last day.
    """
    contents, decisions, slips = list(contents), list(decisions), list(slips)
    counting = Counting(toml, contents, decisions, slips, strangers, through)
    found = counting.result()
    _Sums(counting, found).fill()
    for number, body in enumerate(decisions):
        others = [*decisions[:number], *decisions[number + 1 :]]
        without = Counting(toml, contents, others, slips, strangers, through).result()
        _Sums(counting, without).fill()
        found.moved.append((json.loads(body), found.totals["net"] - without.totals["net"]))
    return found


class _Sums:
    """The sums of the files that count, each sale once."""

    def __init__(self, counting: Counting, found: Recount) -> None:
        self.counting = counting
        self.found = found
        self.sales: list[tuple[File, Row, list[Row], list[Row]]] = []
        seen: set[str] = set()
        for file in found.counted:
            here = set()
            for sale, lines, tenders in file.sales():
                if sale["sale_id"] in seen:
                    found.repeated.setdefault(file.identity, []).append(sale["sale_id"])
                else:
                    self.sales.append((file, sale, lines, tenders))
                here.add(sale["sale_id"])
            seen |= here
        self.by_id = {sale["sale_id"]: sale for _, sale, *_ in self.sales}

    def fill(self) -> None:
        found = self.found
        found.totals = self._totals(self.sales)
        groups = found.groups
        groups["by_day"] = self._by(("day",), ("qty", "gross", "discount", "refunds", "net"))
        groups["by_stand"] = self._by(("stand",), ("qty", "gross", "discount", "refunds", "net"))
        groups["by_till"] = self._by(("stand", "till"), ("gross", "discount", "refunds", "net"))
        groups["by_hour"] = self._turnover("hour", lambda sale: _hour(sale["at"]))
        groups["by_hour"].sort(key=lambda r: (int(r["hour"]) - 5) % 24 if r["hour"] else 24)
        groups["by_country"] = self._turnover("country", lambda sale: sale["country"])
        groups["paid_by_day"] = self._by(("day",), (*WAYS, "unconfirmed", "net"), plain=True)
        groups["paid_by_stand"] = self._by(("stand",), (*WAYS, "unconfirmed", "net"), plain=True)
        groups["by_payment"] = [
            {"payment": way, "net": found.totals[way]} for way in WAYS if found.totals[way]
        ]
        self._categories()
        Settling(self.counting, found, list(self._lines())).settle()
        self._drawers()

    def _totals(self, sales: Iterable[tuple[File, Row, list[Row], list[Row]]]) -> dict[str, int]:
        sums = dict.fromkeys(TOTALS, 0)
        for _, sale, lines, tenders in sales:
            is_refund = sale["kind"] == "refund"
            sums["sales"] += ONE[sale["kind"]]
            sums["voids"] += sale["kind"] == "void"
            sums["gross"] += 0 if is_refund else sale["gross"]
            sums["discount"] += 0 if is_refund else sale["discount"]
            sums["refunds"] -= sum(row["amount"] for row in lines) if is_refund else 0
            sums["rounding"] += sale["rounding"]
            sums["net"] += sale["net"]
            for row in tenders:
                way = "cash" if row["method"] == "change" else row["method"]
                sums[way] += row["amount"]
                if row["method"] == "qris" and row["confirmed"] == "false":
                    sums["unconfirmed"] += row["amount"]
        return sums

    def _by(self, keys: tuple[str, ...], names: tuple[str, ...], *, plain: bool = False) -> Any:
        groups: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for each in self.sales:
            groups[tuple(each[0].pos[key] for key in keys)].append(each)
        rows = []
        for key in sorted(groups):
            sums = self._totals(groups[key])
            sums["qty"] = sum(line["qty"] for each in groups[key] for line in each[2])
            more = () if plain else ("qty", "sales", "rounding")
            rows.append(
                dict(zip(keys, key, strict=True)) | {name: sums[name] for name in (*names, *more)}
            )
        return rows

    def _turnover(self, name: str, key_of: Any) -> list[Row]:
        """Sales and net by what a correction has of the sale that it refers to."""
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for _, sale, *_ in self.sales:
            of = sale if sale["kind"] == "sale" else self.by_id.get(sale["refers_to"])
            row = sums[key_of(of) if of else ""]
            row[0] += ONE[sale["kind"]]
            row[1] += sale["net"]
        return [
            {name: key, "sales": sales, "net": net}
            for key, (sales, net) in sorted(sums.items())
            if sales or net
        ]

    def _lines(self) -> Iterator[tuple[File, Row, Row]]:
        for file, sale, lines, _ in self.sales:
            for line in lines:
                yield file, sale, line

    def _categories(self) -> None:
        sums: dict[str, Maker] = {}
        for _, sale, line in self._lines():
            add_line(sums.setdefault(line["category"], Maker(line["category"], "")), sale, line)
        ordered = [sums[key] for key in sorted(sums)]
        names = ("qty", "gross", "discount", "refunds", "net")
        self.found.groups["by_category"] = [
            {"category": each.code, **{name: getattr(each, name) for name in names}}
            for each in ordered
        ]
        self.found.groups["by_price"] = [
            {"category": each.code, "listed": each.listed, "sold": each.net} for each in ordered
        ]

    def _drawers(self) -> None:
        for file in self.found.counted:
            close = json.loads(file.journal[-1])
            again = _second_count(file)
            cash = file.tables["cash"]
            expected = sum(row["amount"] for row in cash)
            self.found.drawers.append(
                {
                    **dict(zip(("stand", "till", "day"), file.till_day, strict=True)),
                    "seat": file.pos["seat"],
                    "float": sum(row["amount"] for row in cash if row["kind"] == "float"),
                    "expected": expected,
                    "counted": close["counted"],
                    "difference": close["counted"] - expected,
                    "verified": sum(v * n for v, n in again["pieces"]) if again else None,
                    "counted_by": close["by"],
                    "verified_by": again["by"] if again else "",
                    "reason": close["reason"],
                }
            )


def _second_count(file: File) -> Row | None:
    """The second person's count that belongs to the last close."""
    found = None
    for payload in file.journal[:-1]:
        fact = json.loads(payload)
        if fact["kind"] == "close":
            found = None
        elif fact["kind"] == "count" and fact["role"] == "verify":
            found = fact
    return found


def _hour(at: str) -> str:
    assert at.endswith("+08:00"), at
    return at[11:13]
