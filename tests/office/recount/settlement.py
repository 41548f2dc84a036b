"""What makers are owed, counted again: shares line by line, corrections, payouts and payments.

All amounts are whole rupiah, and a share is in basis points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from office.recount.counted_fair import Maker, Recount
from office.recount.day_files import File, Row
from office.recount.which_count import Counting

SoldLine = tuple[File, Row, Row]
"""The file, the sale and one of its lines."""


def share_of(amount: int, basis_points: int) -> int:
    """The stand's share: half a rupiah goes up, and a refund mirrors its sale."""
    size = (2 * abs(amount) * basis_points + 10_000) // 20_000
    return -size if amount < 0 else size


def add_line(to: Maker, sale: Row, line: Row) -> None:
    """Adds a line to sums."""
    listed = line["qty"] * line["list_price"]
    is_refund = sale["kind"] == "refund"
    to.lines += 1
    to.qty += line["qty"]
    to.gross += 0 if is_refund else listed
    to.discount += 0 if is_refund else listed - line["amount"]
    to.refunds -= line["amount"] if is_refund else 0
    to.net += line["amount"]
    to.listed += listed


class Settling:
    """Settles the lines that count."""

    def __init__(self, counting: Counting, found: Recount, lines: list[SoldLine]) -> None:
        self.counting = counting
        self.found = found
        self.lines = lines
        self.sold_on = {sale["sale_id"]: file.pos["day"] for file, sale, _ in lines}

    def settle(self) -> None:
        """Fills accounts, statement lines and payouts."""
        sums: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0] * 6)
        for file, sale, line in self.lines:
            account = self.account(file, line["maker"])
            add_line(account, sale, line)
            price, points = self.price(file, sale, line), self.basis_points(file, sale, line)
            stand_bears = self.by_stand(file, line["maker"])
            more = line["qty"] * (price - line["list_price"])
            listed = line["qty"] * price
            base = listed if stand_bears else line["amount"] + more
            share = share_of(base, points)
            account.share += share
            account.due += base - share
            account.price_correction += more
            plain = line["qty"] * line["list_price"] if stand_bears else line["amount"]
            as_noted = plain - share_of(plain, line["share_bp"])
            account.moved += base - share - as_noted
            if stand_bears:
                account.discount_stand += plain - line["amount"]
            good = (line["sku"], line["name"], price, points, stand_bears)
            row = sums[(account.code, file.pos["day"], file.pos["stand"], *good)]
            told = (line["qty"], listed, line["amount"], share, base - share, more)
            for at, amount in enumerate(told):
                row[at] += amount
        self._statement_lines(sums)
        self._payouts()
        self._payments()
        self._rows()

    def account(self, file: File, code: str) -> Maker:
        """The account of the maker whom a file calls so."""
        row = file.makers.get(code)
        return self._account(code, row["name"] if row else code)

    def _account(self, code: str, name: str) -> Maker:
        planned = self.counting.planned_maker(code, name)
        code, name = (planned["code"], planned["name"]) if planned else (code, name)
        return self.found.makers.setdefault(code.casefold(), Maker(code, name))

    def _key(self, code: str) -> str:
        planned = self.counting.planned_maker(code, "")
        return str(planned["code"] if planned else code).casefold()

    def by_stand(self, file: File, code: str) -> bool:
        """Whether the stand bears the discounts of that maker."""
        row = file.makers.get(code)
        planned = self.counting.planned_maker(code, row["name"] if row else code)
        if planned:
            return bool(planned.get("discount_by", "maker") == "stand")
        return bool(row and row["discount_by"] == "stand")

    def _day(self, file: File, sale: Row) -> str:
        """The day whose corrections hold: a refund follows its sale."""
        of = sale["refers_to"] or sale["sale_id"]
        return str(self.sold_on.get(of, file.pos["day"]))

    def _corrected(self, kind: str, file: File, sale: Row, line: Row) -> Mapping[str, Any] | None:
        """The correction of that kind that holds for a line: the closest one to it."""
        day, mine = self._day(file, sale), self.account(file, line["maker"]).code.casefold()
        found = [
            each
            for each in self.counting.decided(kind)
            if each.get("since", "") <= day <= (each.get("until") or "9999")
            and each.get("sku", line["sku"]).casefold() == line["sku"].casefold()
            and (not each.get("maker") or self._key(each["maker"]) == mine)
        ]
        found.sort(key=lambda each: each.get("until") or "9999", reverse=True)
        found.sort(key=lambda each: (bool(each.get("maker")), each.get("since", "")))
        return found[-1] if found else None

    def price(self, file: File, sale: Row, line: Row) -> int:
        """The list price by which a line is settled."""
        found = self._corrected("correct_price", file, sale, line)
        return int(found["price"] if found else line["list_price"])

    def basis_points(self, file: File, sale: Row, line: Row) -> int:
        """The share of a line: as corrected, as the till has it, or as planned.

        The planned one holds where only an alias says who a maker without one is.
        """
        found = self._corrected("correct_share", file, sale, line)
        if found is not None:
            return int(found["share_bp"])
        row = file.makers.get(line["maker"])
        if line["share_bp"] or (row and row["share_bp"]):
            return int(line["share_bp"])
        names = (line["maker"], row["name"] if row else line["maker"])
        planned = self.counting.planned_maker(*names)
        if planned is None or self.counting.named_in_the_plan(*names) is not None:
            return 0
        return int(Decimal(str(planned["share_pct"])) * 100)

    def _statement_lines(self, sums: Mapping[tuple[Any, ...], Iterable[int]]) -> None:
        names = ("maker", "day", "stand", "sku", "name", "list_price", "share_bp")
        for key, (qty, listed, sold, share, due, more) in sums.items():
            if qty or listed or sold or share:
                row = dict(zip(names, key, strict=False))
                row |= {"qty": qty, "listed": listed, "discount": listed - more - sold}
                row |= {"sold": sold, "share": share, "due": due}
                row["discount_by"] = "stan" if key[-1] else "perajin"
                self.found.statement_lines.append(row)

    def _payouts(self) -> None:
        for file in self.found.counted:
            place = {key: file.pos[key] for key in ("day", "stand", "till")}
            for row in file.tables["cash"]:
                if row["kind"] == "payout":
                    account = self.account(file, row["maker"])
                    account.paid_out -= row["amount"]
                    paid = {"maker": account.code, **place, "amount": -row["amount"]}
                    self.found.payouts.append(paid)

    def _payments(self) -> None:
        for each in self.counting.decided("paid"):
            account = self._account(each["maker"], each["maker"])
            account.paid_by_office += each["amount"]
            row = {key: each[key] for key in ("day", "way", "proof", "amount")}
            self.found.payments.append({"maker": account.code, **row})

    def _rows(self) -> None:
        names = ("qty", "gross", "discount", "refunds", "net", "name")
        self.found.groups["by_maker"] = [
            {"maker": each.code, **{name: getattr(each, name) for name in names}}
            for each in sorted(self.found.makers.values(), key=lambda each: each.code)
            if each.lines
        ]
