"""What has to be true of a day whose bytes are those that were signed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from pos_app.dayfile.fast_projection import PROJECTED_TABLES
from pos_app.dayfile.format import DayFileError, DayHead
from pos_app.dayfile.parse import NO_RECEIPT, parse_rows
from pos_app.domain.day import (
    CashRow,
    DayTables,
    LineRow,
    SaleRow,
    StockRow,
    TenderRow,
    expected_cash,
    totals_of,
)
from pos_app.domain.event import TillIdentity, running_of
from pos_app.domain.journal import VERSION, are_canonical, genesis, row_hash
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.errors import PosError

Fact = dict[str, Any]
# Their rows in the drawer and in the stock have the receipt for a reason.
_OF_SALES = SALE_KINDS | {"change"}
_METHODS = frozenset(("cash", "change", "qris", "transfer", "card"))


def identity_of(head: DayHead) -> TillIdentity:
    """The seat that a day says it is of."""
    return TillIdentity(head.event, head.stand, head.till, head.till_id, head.seat)


def check_chain(head: DayHead, payloads: Sequence[bytes]) -> None:
    """The payloads hang on one another from `prev` to `head`, and the first row on the genesis."""
    journal = head.journal
    if journal.last - journal.first + 1 != len(payloads):
        raise DayFileError("journal_range", first=journal.first, last=journal.last)
    running = bytes.fromhex(journal.prev)
    if journal.first == 1 and running != genesis(identity_of(head)):
        raise DayFileError("genesis_wrong")
    for payload in payloads:
        running = row_hash(running, payload)
    if running.hex() != journal.head:
        raise DayFileError("chain_broken")


def parse_facts(head: DayHead, journal: bytes) -> list[Fact]:
    """The journal as facts: canonical JSON, of our version, numbered without a gap."""
    try:
        rows = journal.decode("utf-8")[:-1].split("\n")
    except UnicodeDecodeError as error:
        raise DayFileError("journal_json", row=head.journal.first) from error
    facts = parse_rows(rows, "journal_json", head.journal.first)
    for seq, fact in enumerate(facts, head.journal.first):
        if fact.get("v") != VERSION or fact.get("seq") != seq:
            raise DayFileError("journal_seq", row=seq)
        if not isinstance(fact.get("kind"), str) or not isinstance(fact.get("at"), str):
            raise DayFileError("journal_json", row=seq)
    if not are_canonical(facts, rows):
        pairs = enumerate(zip(facts, rows, strict=True), head.journal.first)
        wrong = next((seq for seq, (fact, row) in pairs if not are_canonical([fact], [row])), 0)
        raise DayFileError("journal_not_canonical", row=wrong)
    return facts


def check_rows(tables: DayTables, told: DayTables) -> None:
    """The tables hold what the journal says, row by row."""
    for name in PROJECTED_TABLES:
        ours, theirs = getattr(told, name), getattr(tables, name)
        if ours == theirs:
            continue
        pairs = zip(ours, theirs, strict=False)
        row = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(ours), len(theirs)))
        longer = told if row < len(ours) else tables
        number = receipt_at(longer, name, row)
        raise DayFileError("rows_differ", member=f"{name}.csv", row=row + 2, number=number)


def receipt_at(tables: DayTables, name: str, row: int) -> str:
    """The receipt that a row of a table belongs to (counted from 0), or a dash."""
    rows = getattr(tables, name)
    if row >= len(rows):
        return NO_RECEIPT
    found = rows[row]
    if isinstance(found, SaleRow):
        return found.number
    if isinstance(found, CashRow | StockRow):
        return found.reason if found.kind in _OF_SALES else NO_RECEIPT
    numbers = {sale.sale_id: sale.number for sale in tables.sales}
    return numbers.get(getattr(found, "sale_id", ""), NO_RECEIPT)


def check_sales(tables: DayTables) -> None:
    """Every sale adds up: its lines, its discount, its rounding, its tenders."""
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
    for sale in tables.sales:
        _check_sale(sale, lines[sale.sale_id], tenders[sale.sale_id])
    _check_corrections(tables, by_id, lines, tenders)


def _check_sale(sale: SaleRow, lines: list[LineRow], tenders: list[TenderRow]) -> None:
    if sale.kind not in SALE_KINDS or (sale.kind == "sale") != (sale.refers_to == "") or not lines:
        raise DayFileError("sale_kind", number=sale.number)
    sign = 1 if sale.kind == "sale" else -1
    for line in lines:
        _check_line(sale, line, sign)
    amount = sum(line.amount for line in lines)
    gross = sum(line.qty * line.list_price for line in lines)
    if (sale.gross, sale.discount, sale.net) != (gross, gross - amount, amount + sale.rounding):
        raise DayFileError("sale_sum", number=sale.number)
    if sum(tender.amount for tender in tenders) != sale.net:
        raise DayFileError("tender_sum", number=sale.number)
    for tender in tenders:
        back = -sign if tender.method == "change" else sign
        if tender.method not in _METHODS or tender.amount * back < 0:
            raise DayFileError("tender_wrong", number=sale.number)


def _check_line(sale: SaleRow, line: LineRow, sign: int) -> None:
    if line.qty * line.unit_price - line.discount != line.amount:
        raise DayFileError("line_sum", number=sale.number, line=line.line)
    fair = line.list_price >= line.unit_price >= 0 <= line.share_bp <= 10_000
    signs = line.qty * sign > 0 and line.amount * sign >= 0 and line.discount * sign >= 0
    if not (fair and signs):
        raise DayFileError("line_wrong", number=sale.number, line=line.line)


def _check_corrections(
    tables: DayTables,
    by_id: dict[str, SaleRow],
    lines: dict[str, list[LineRow]],
    tenders: dict[str, list[TenderRow]],
) -> None:
    """A void mirrors a sale of the same day, once; no more comes back than was sold."""
    corrected: Counter[str] = Counter()
    voided: set[str] = set()
    for sale in tables.sales:
        if sale.kind == "sale":
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
    # A void after this refund would not be one.
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
    """The receipt numbers are this seat's, without a gap, and as the manifest says."""
    till = identity_of(head)
    numbers = [sale.number for sale in tables.sales]
    ends = (numbers[0], numbers[-1]) if numbers else (None, None)
    if ends != (head.first_number, head.last_number):
        raise DayFileError("number_range")
    expected = 0
    for number in numbers:
        try:
            running = running_of(number)
        except PosError as error:
            raise DayFileError("number_foreign", number=number[:40]) from error
        if not till.owns(number) or till.number(running) != number or running < 1:
            raise DayFileError("number_foreign", number=number[:40])
        if expected and running != expected:
            raise DayFileError("number_gap", number=number)
        expected = running + 1


def check_totals(head: DayHead, tables: DayTables) -> None:
    """The manifest's totals are those of the rows."""
    totals = totals_of(tables)
    if totals != head.totals:
        claimed = head.totals.as_dict()
        key = next(name for name, value in totals.as_dict().items() if claimed[name] != value)
        raise DayFileError("totals_wrong", key=key)
    paid = totals.cash + totals.qris + totals.transfer + totals.card
    if totals.net != totals.gross - totals.discount + totals.rounding - totals.refunds or (
        totals.net != paid
    ):
        raise DayFileError("totals_wrong", key="net")


def check_running_total(head: DayHead, facts: Sequence[Fact]) -> int:
    """The till's net so far grows by each sale to the manifest's; returns what it began with."""
    sales = [fact for fact in facts if fact["kind"] in SALE_KINDS]
    if not sales:
        return head.running_total
    running = start = _whole(sales[0]["running_total"]) - _whole(sales[0]["sale"]["net"])
    for fact in sales:
        running += fact["sale"]["net"]
        if fact["running_total"] != running:
            raise DayFileError("running_total_wrong", number=fact["sale"]["number"])
    if running != head.running_total:
        raise DayFileError("running_total_wrong", number=sales[-1]["sale"]["number"])
    return start


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise DayFileError("journal_fact", reason="running_total")
    return value


def check_frame(head: DayHead, tables: DayTables, facts: Sequence[Fact]) -> None:
    """The day begins with its opening and ends with its close, as the manifest says."""
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
        "expected": expected_cash(tables.cash),
    }
    if any(close.get(key) != value for key, value in expected.items()):
        raise DayFileError("close_wrong")
    if close.get("difference") != _whole(close.get("counted")) - expected_cash(tables.cash):
        raise DayFileError("close_wrong")
    if any(fact["kind"] == "replay" for fact in facts) != head.replayed:
        raise DayFileError("replayed_wrong")
    if (head.revision == 1) != (head.supersedes is None):
        raise DayFileError("manifest_shape", key="supersedes")


def _check_setup(head: DayHead, facts: Sequence[Fact]) -> None:
    """Where the journal tells how the till was set up, the manifest is of that till."""
    names = ("event", "stand", "till", "seat", "till_id", "training")
    for fact in facts:
        if fact["kind"] == "setup" and any(fact.get(name) != getattr(head, name) for name in names):
            raise DayFileError("setup_wrong")
