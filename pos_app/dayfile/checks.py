"""Checks the content of a day file whose signature and hashes are already verified.

Every check raises DayFileError.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from pos_app.dayfile.fast_projection import ALL_PROJECTED
from pos_app.dayfile.format import DayFileError, DayHead
from pos_app.dayfile.line_columns import are_sound_in_sales
from pos_app.dayfile.order_checks import check_account_tender, check_deposit_document
from pos_app.dayfile.parse import LIMIT, NO_RECEIPT
from pos_app.dayfile.takeover_proof import TakeoverProof, read_takeover_proof
from pos_app.domain.day import (
    CashRow,
    DayTables,
    LineRow,
    SaleRow,
    StockRow,
    TenderRow,
    Totals,
    expected_cash,
    totals_of,
)
from pos_app.domain.event import MAX_DIGITS, TillIdentity, running_of
from pos_app.domain.journal import genesis, row_hash
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.domain.money import Rupiah
from pos_app.domain.payment_methods import TENDERS
from pos_app.domain.sale import DEPOSIT_KINDS
from pos_app.errors import PosError

Fact = dict[str, Any]
_DIGITS_END = 10**MAX_DIGITS
# Cash and stock rows of these kinds belong to a sale and have its receipt number as their reason.
_KINDS_OF_SALES = SALE_KINDS | {"change"}


def identity_of(head: DayHead) -> TillIdentity:
    """Return the till that the manifest names."""
    return TillIdentity(head.event, head.stand, head.till, head.till_id, head.seat)


def check_chain(head: DayHead, payloads: Sequence[bytes]) -> list[bytes]:
    """Check the hash chain from `prev` to `head`, and that a first row follows the genesis hash.

    Returns the hash of every row.
    """
    journal = head.journal
    if journal.last - journal.first + 1 != len(payloads):
        raise DayFileError("journal_range", first=journal.first, last=journal.last)
    running = bytes.fromhex(journal.prev)
    if journal.first == 1 and running != genesis(identity_of(head)):
        raise DayFileError("genesis_wrong")
    hashes = []
    for payload in payloads:
        running = row_hash(running, payload)
        hashes.append(running)
    if running.hex() != journal.head:
        raise DayFileError("chain_broken")
    return hashes


def check_rows(tables: DayTables, projected: DayTables) -> None:
    """Check that the tables equal those projected from the journal, row by row."""
    for name in ALL_PROJECTED:
        ours, theirs = getattr(projected, name), getattr(tables, name)
        if ours == theirs:
            continue
        pairs = zip(ours, theirs, strict=False)
        row = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(ours), len(theirs)))
        longer = projected if row < len(ours) else tables
        number = receipt_at(longer, name, row)
        raise DayFileError("rows_differ", member=f"{name}.csv", row=row + 2, number=number)


def receipt_at(tables: DayTables, name: str, row: int) -> str:
    """Return the receipt number of a row (counted from 0) of a table, or a dash."""
    rows = getattr(tables, name)
    if row >= len(rows):
        return NO_RECEIPT
    found = rows[row]
    if isinstance(found, SaleRow):
        return found.number
    if isinstance(found, CashRow | StockRow):
        return found.reason if found.kind in _KINDS_OF_SALES else NO_RECEIPT
    numbers = {sale.sale_id: sale.number for sale in tables.sales}
    return numbers.get(getattr(found, "sale_id", ""), NO_RECEIPT)


def check_sales(tables: DayTables) -> None:
    """Check the lines, discount, rounding and tenders of every document."""
    lines: dict[str, list[LineRow]] = defaultdict(list)
    tenders: dict[str, list[TenderRow]] = defaultdict(list)
    for line in tables.lines:
        lines[line.sale_id].append(line)
    for tender in tables.tenders:
        tenders[tender.sale_id].append(tender)
    by_id = {sale.sale_id: sale for sale in tables.sales}
    if len(by_id) != len(tables.sales):
        raise DayFileError("sale_id_twice")
    if not by_id.keys() >= lines.keys() | tenders.keys():
        raise DayFileError("sale_id_unknown")
    makers = {maker.maker for maker in tables.makers}
    if not makers >= {line.maker for line in tables.lines}:
        raise DayFileError("line_maker_unknown")
    plain = are_sound_in_sales(tables.lines)
    for sale in tables.sales:
        _check_sale(sale, lines[sale.sale_id], tenders[sale.sale_id], plain=plain)
    _check_corrections(tables, by_id, lines, tenders)


def _check_sale(
    sale: SaleRow, lines: list[LineRow], tenders: list[TenderRow], *, plain: bool
) -> None:
    """Check a document; `plain` says that all its lines are sound if it is a sale."""
    if sale.kind in DEPOSIT_KINDS:
        check_deposit_document(sale, lines, tenders)
        return
    if sale.kind not in SALE_KINDS or (sale.kind == "sale") != (sale.refers_to == "") or not lines:
        raise DayFileError("sale_kind", number=sale.number)
    sign = 1 if sale.kind == "sale" else -1
    for line in () if plain and sign > 0 else lines:
        _check_line(sale, line, sign)
    _check_sums(sale, lines)
    _check_tenders(sale, tenders, sign)


def _check_sums(sale: SaleRow, lines: list[LineRow]) -> None:
    """Check that gross, discount and net follow from the lines."""
    amount = gross = 0
    for line in lines:
        amount += line.amount
        gross += line.qty * line.list_price
    if (sale.gross, sale.discount, sale.net) != (gross, gross - amount, amount + sale.rounding):
        raise DayFileError("sale_sum", number=sale.number)


def _check_tenders(sale: SaleRow, tenders: list[TenderRow], sign: int) -> None:
    """Check that the tenders add up to the net, and that each has a known method and right sign."""
    if sum([tender.amount for tender in tenders]) != sale.net:
        raise DayFileError("tender_sum", number=sale.number)
    check_account_tender(sale, tenders)
    for tender in tenders:
        back = -sign if tender.method == "change" else sign
        if tender.method not in TENDERS or tender.amount * back < 0:
            raise DayFileError("tender_wrong", number=sale.number)


def _check_line(sale: SaleRow, line: LineRow, sign: int) -> None:
    if line.qty * line.unit_price - line.discount != line.amount:
        raise DayFileError("line_sum", number=sale.number, line=line.line)
    in_range = line.list_price >= line.unit_price >= 0 <= line.share_bp <= 10_000
    signs = line.qty * sign > 0 and line.amount * sign >= 0 and line.discount * sign >= 0
    if not (in_range and signs):
        raise DayFileError("line_wrong", number=sale.number, line=line.line)


def _check_corrections(
    tables: DayTables,
    by_id: dict[str, SaleRow],
    lines: dict[str, list[LineRow]],
    tenders: dict[str, list[TenderRow]],
) -> None:
    """Check that a void mirrors a sale of the day, once, and that no refund exceeds its sale."""
    corrected: Counter[str] = Counter()
    voided: set[str] = set()
    for sale in tables.sales:
        if sale.kind not in ("refund", "void"):
            continue
        old = by_id.get(sale.refers_to)
        if old is None:
            if sale.kind == "void":
                raise DayFileError("void_wrong", number=sale.number)
            continue
        if old.kind != "sale" or old.sale_id in voided:
            raise DayFileError("void_wrong", number=sale.number)
        if sale.kind == "refund":
            _check_refund(sale, lines[old.sale_id], lines[sale.sale_id], corrected)
            continue
        voided.add(old.sale_id)
        corrected[old.sale_id] += 1
        if corrected[old.sale_id] > 1 or not _mirrors(sale, old, lines, tenders):
            raise DayFileError("void_wrong", number=sale.number)


def _check_refund(
    sale: SaleRow, sold: list[LineRow], back: list[LineRow], corrected: Counter[str]
) -> None:
    pieces = {line.line: line.qty for line in sold}
    for line in back:
        corrected[f"{sale.refers_to}/{line.line}"] -= line.qty
        if corrected[f"{sale.refers_to}/{line.line}"] > pieces.get(line.line, 0):
            raise DayFileError("refund_wrong", number=sale.number)
    # A sale with a refund can no longer be voided.
    corrected[sale.refers_to] += 1


def _mirrors(
    void: SaleRow,
    old: SaleRow,
    lines: dict[str, list[LineRow]],
    tenders: dict[str, list[TenderRow]],
) -> bool:
    mirrored_lines = [
        line._replace(
            sale_id=void.sale_id, qty=-line.qty, discount=-line.discount, amount=-line.amount
        )
        for line in lines[old.sale_id]
    ]
    amounts = [(t.method, -t.amount) for t in tenders[old.sale_id]]
    return (
        mirrored_lines == lines[void.sale_id]
        and amounts == [(t.method, t.amount) for t in tenders[void.sale_id]]
        and void.rounding == -old.rounding
    )


def check_numbers(head: DayHead, tables: DayTables) -> None:
    """Check that the receipt numbers are this till's, without gaps, and as in the manifest.

    The file of a laptop that took over begins with what it carried over, under the old numbers.
    """
    till = identity_of(head)
    numbers = [sale.number for sale in tables.sales]
    count = next((n for n, number in enumerate(numbers) if till.owns(number)), len(numbers))
    if head.continues is not None and count:
        _check_carried(till, read_takeover_proof(head.continues), numbers[:count])
        numbers = numbers[count:]
    ends = (numbers[0], numbers[-1]) if numbers else (None, None)
    if ends != (head.first_number, head.last_number):
        raise DayFileError("number_range")
    _check_row_of_numbers(till, numbers)


def _check_row_of_numbers(till: TillIdentity, numbers: Sequence[str]) -> None:
    """Check that the numbers are of that seat of the till, one after another."""
    expected = 0
    for number in numbers:
        # Most numbers are the expected one to the letter, and need not be taken apart.
        if not 0 < expected < _DIGITS_END or number != till.number(expected):
            running = _running_of_till(till, number)
            if expected and running != expected:
                raise DayFileError("number_gap", number=number)
            expected = running
        expected += 1


def _running_of_till(till: TillIdentity, number: str) -> int:
    """Return the running number of a receipt of that seat of the till. Raises DayFileError."""
    try:
        running = running_of(number)
    except PosError as error:
        raise DayFileError("number_foreign", number=number[:40]) from error
    if not till.owns(number) or till.number(running) != number or running < 1:
        raise DayFileError("number_foreign", number=number[:40])
    return running


def _check_carried(till: TillIdentity, proof: TakeoverProof | None, numbers: list[str]) -> None:
    """Check the numbers of earlier seats: seat by seat, up to the one that the proof names."""
    left = numbers
    for seat in range(till.seat if proof is not None else 0):
        old = till._replace(seat=seat)
        mine = list(takewhile(old.owns, left))
        _check_row_of_numbers(old, mine)
        left = left[len(mine) :]
        if mine and proof is not None and seat == proof.seat and mine[-1] != proof.last_number:
            raise DayFileError("number_gap", number=mine[-1])
    if left:
        raise DayFileError("number_foreign", number=left[0][:40])


def check_totals(head: DayHead, tables: DayTables) -> None:
    """Check that the manifest's totals are those of the rows, and that they agree."""
    check_sums(head, totals_of(tables))


def check_sums(head: DayHead, totals: Totals) -> None:
    """Check that the manifest's totals are these of the rows, and that they agree."""
    if totals != head.totals:
        claimed = head.totals.by_key()
        key = next(name for name, value in totals.by_key().items() if claimed[name] != value)
        raise DayFileError("totals_wrong", key=key)
    if totals.net != totals.gross - totals.discount + totals.rounding - totals.refunds or (
        totals.net + totals.deposits != sum(totals.paid)
    ):
        raise DayFileError("totals_wrong", key="net")


def check_running_total(head: DayHead, facts: Iterable[Fact]) -> int:
    """Check that the running total grows by each sale up to the manifest's.

    Returns the running total (rupiah) before the first sale of the day. The sales of the facts were
    projected into tables before, so that each has its net and its number.
    """
    running = RunningTotal()
    running.add(facts)
    return running.check_end(head)


class RunningTotal:
    """The running total over the sales of a day, piece by piece: see `check_running_total`."""

    def __init__(self) -> None:
        self._start: int | None = None
        self._running = 0
        self._number = ""

    def add(self, facts: Iterable[Fact]) -> None:
        """Check the sales of the next facts. Raises DayFileError."""
        for fact in facts:
            if fact["kind"] in SALE_KINDS:
                self._add(fact)

    def _add(self, fact: Fact) -> None:
        sale = fact["sale"]
        if self._start is None:
            self._start = self._running = _whole(fact, "running_total") - _whole(sale, "net")
        self._running += sale["net"]
        self._number = sale["number"]
        if _whole(fact, "running_total") != self._running:
            raise DayFileError("running_total_wrong", number=self._number)

    def check_end(self, head: DayHead) -> int:
        """Return the total before the first sale. Raises DayFileError."""
        if self._start is None:
            return head.running_total
        if self._running != head.running_total:
            raise DayFileError("running_total_wrong", number=self._number)
        return self._start


def _whole(fact: Fact, key: str) -> int:
    """Return a whole number of a fact. Raises DayFileError `journal_fact`."""
    value = fact.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not -LIMIT < value < LIMIT:
        raise DayFileError("journal_fact", reason=key)
    return value


def check_frame(head: DayHead, tables: DayTables, facts: Sequence[Fact]) -> None:
    """Check that the facts of set-up, opening and close agree with the manifest."""
    check_ends(head, expected_cash(tables.cash), facts)


def check_ends(head: DayHead, cash: Rupiah, facts: Sequence[Fact]) -> None:
    """Check set-up, opening and close as `check_frame`; `cash` is the sum of the cash ledger."""
    _check_setup(head, facts)
    opens = [fact for fact in facts if fact["kind"] == "open"]
    if [(o.get("day"), o["at"], o.get("prev_day")) for o in opens] != [
        (head.day, head.opened_at, head.prev_day)
    ]:
        raise DayFileError("open_wrong")
    close = facts[-1] if facts else {}
    expected = {
        "kind": "close",
        "at": head.closed_at,
        "day": head.day,
        "revision": head.revision,
        "totals": head.totals.as_dict(),
        "running_total": head.running_total,
        "expected": cash,
    }
    if any(close.get(key) != value for key, value in expected.items()):
        raise DayFileError("close_wrong")
    if close.get("difference") != _whole(close, "counted") - cash:
        raise DayFileError("close_wrong")
    if any(fact["kind"] == "replay" for fact in facts) != head.replayed:
        raise DayFileError("replayed_wrong")
    if (head.revision == 1) != (head.supersedes is None):
        raise DayFileError("manifest_shape", key="supersedes")


def _check_setup(head: DayHead, facts: Sequence[Fact]) -> None:
    """Check that a set-up fact, where the day has one, names the till of the manifest."""
    names = ("event", "stand", "till", "seat", "till_id", "training")
    for fact in facts:
        if fact["kind"] == "setup" and any(fact.get(name) != getattr(head, name) for name in names):
            raise DayFileError("setup_wrong")
