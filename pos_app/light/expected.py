"""What a value is expected to be, from the rows before and from what stands in its own row.

A wrong expectation costs a byte or two and nothing else: the value is then written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pos_app.domain.event import TillIdentity, running_of
from pos_app.domain.journal import genesis, row_hash
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.errors import PosError
from pos_app.light.tokens import Head, ListOf

Row = dict[str, Any]
_FEW = 20


class Seen:
    """What both sides know so far.

    `row` and `lists` are those that are being carried; `payloads` the journal's bytes, set before
    the manifest's `pos` is carried.
    """

    def __init__(self) -> None:
        self.row: Row = {}
        self.lists: dict[str, list[Any]] = {}
        self.before: Row = {}
        self.seq = self.running = 0
        self.first_seq = 0
        self.number: str | None = None
        self.first_number: str | None = None
        self.goods: dict[object, Row] = {}
        self.by_kind: dict[object, Row] = {}
        self.confirmed: dict[object, object] = {}
        self.makers: dict[object, object] = {}
        self.maker_codes: list[str] = []
        self.makers_told = 0
        self.payloads: Sequence[bytes] = ()
        self._last: dict[tuple[object, str], Head] = {}

    def begin(self) -> None:
        """A row begins."""
        self.row = {}
        self.lists = {}

    def remember(self, path: str, head: Head) -> None:
        """Keep a value as the last one of its place, for rows of its kind and for all."""
        self._last[self.row.get("kind"), path] = self._last[None, path] = head

    def last(self, path: str) -> Head:
        """The last value of a place in a row of this kind, else in any."""
        found = self._last.get((self.row.get("kind"), path), self)
        return self._last.get((None, path)) if found is self else found  # type: ignore[return-value]

    def note(self, root: str, row: Row) -> None:
        """Keep what the next rows need from a whole one."""
        if root == "maker":
            self.makers_told += 1
            return
        if root != "row":
            return
        self.before = row
        self.seq = _int(row, "seq", self.seq + 1)
        self.first_seq = self.first_seq or self.seq
        self.running = _int(row, "running_total", self.running)
        kind = row.get("kind")
        if isinstance(kind, str):
            self.by_kind[kind] = row
        if kind in SALE_KINDS:
            self._note_document(row)

    def _note_document(self, row: Row) -> None:
        sale = row.get("sale")
        number = sale.get("number") if isinstance(sale, dict) else None
        if isinstance(number, str):
            self.number = number
            self.first_number = self.first_number or number
        for line in self.lists.get("row.lines", ()):
            if isinstance(line, dict) and isinstance(line.get("sku"), str):
                self.goods[line["sku"]] = line
                if isinstance(line.get("maker"), str):
                    self.makers.setdefault(line["maker"], line.get("share_bp"))
        for tender in self.lists.get("row.tenders", ()):
            if isinstance(tender, dict) and isinstance(tender.get("method"), str):
                self.confirmed[tender["method"]] = tender.get("confirmed")


def _int(row: Row, key: str, other: int = 0) -> int:
    value = row.get(key)
    return value if isinstance(value, int) else other


def _lines(seen: Seen) -> list[Row]:
    return [line for line in seen.lists.get("row.lines", ()) if isinstance(line, dict)]


def _amounts(seen: Seen) -> int:
    return sum(_int(line, "amount") for line in _lines(seen))


def _gross(seen: Seen, sale: Row) -> int:
    return sum(_int(line, "qty") * _int(line, "list_price") for line in _lines(seen))


def _next_number(seen: Seen, sale: Row) -> Head:
    if seen.number is None:
        return None
    place = seen.number.rpartition("-")[0]
    return f"{place}-{running_of(seen.number) + 1:06d}"


def _running(seen: Seen, row: Row) -> int:
    sale = row.get("sale")
    return seen.running + (_int(sale, "net") if isinstance(sale, dict) else 0)


def _rest_to_pay(seen: Seen, tender: Row) -> int:
    before = seen.lists.get("row.tenders", ())[:_FEW]  # no sum over all, for each of very many
    told = [each for each in before if isinstance(each, dict)]
    sale = seen.row.get("sale")
    net = _int(sale, "net") if isinstance(sale, dict) else 0
    return net - sum(_int(each, "amount") for each in told)


def _of_goods(name: str) -> Callable[[Seen, Row], Head]:
    def find(seen: Seen, line: Row) -> Head:
        known = seen.goods.get(line.get("sku"))
        if known is None:
            return seen.last(f"row.lines[].{name}")
        value = known.get(name)
        return value if value is None or isinstance(value, int | str) else None

    return find


def _of_row(kind: str, name: str) -> Callable[[Seen, Row], Head]:
    """A value of the last row of a kind."""

    def find(seen: Seen, row: Row) -> Head:
        value = seen.by_kind.get(kind, {}).get(name)
        return value if value is None or isinstance(value, int | str) else None

    return find


def _of_totals(name: str) -> Callable[[Seen, Row], Head]:
    def find(seen: Seen, row: Row) -> Head:
        totals = seen.by_kind.get("close", {}).get("totals")
        return _int(totals, name) if isinstance(totals, dict) else None

    return find


def _stamp_before(seen: Seen, row: Row) -> Head:
    stamp = seen.before.get("at")
    return stamp if isinstance(stamp, str) else None


def _maker_code(seen: Seen, maker: Row) -> Head:
    if not seen.maker_codes:
        seen.maker_codes = sorted(code for code in seen.makers if isinstance(code, str))
    codes = seen.maker_codes
    return codes[seen.makers_told] if seen.makers_told < len(codes) else None


def _maker_share(seen: Seen, maker: Row) -> Head:
    share = seen.makers.get(maker.get("maker"))
    return share if isinstance(share, int) else None


def _prev(seen: Seen, journal: Row) -> Head:
    if seen.first_seq != 1:
        return None
    values = [seen.row.get(key) for key in ("event", "stand", "till", "till_id", "seat")]
    return genesis(TillIdentity(*values)).hex()  # type: ignore[arg-type]


def _head(seen: Seen, journal: Row) -> Head:
    found = bytes.fromhex(str(journal.get("prev")))
    for payload in seen.payloads:
        found = row_hash(found, payload)
    return found.hex()


def _place_in(name: str) -> Callable[[Seen, Row], int]:
    return lambda seen, row: len(seen.lists.get(name, ())) + 1


_TOTALS = (
    *("sales", "voids", "gross", "discount", "refunds", "rounding", "net"),
    *("cash", "qris", "transfer", "card", "unconfirmed"),
)
_RULES: dict[str, Callable[[Seen, Row], Head]] = {
    "row.seq": lambda seen, row: seen.seq + 1,
    "row.at": _stamp_before,
    "row.running_total": _running,
    "row.lines[].line": _place_in("row.lines"),
    **{
        f"row.lines[].{name}": _of_goods(name)
        for name in ("name", "category", "maker", "share_bp", "list_price")
    },
    "row.lines[].qty": lambda seen, line: 1 if seen.row.get("kind") == "sale" else -1,
    "row.lines[].unit_price": lambda seen, line: _int(line, "list_price"),
    "row.lines[].discount": lambda seen, line: 0,
    "row.lines[].amount": lambda seen, line: (
        _int(line, "qty") * _int(line, "unit_price") - _int(line, "discount")
    ),
    "row.sale.number": _next_number,
    "row.sale.refers_to": lambda seen, sale: "",
    "row.sale.country": lambda seen, sale: "",
    "row.sale.note": lambda seen, sale: "",
    "row.sale.rounding": lambda seen, sale: 0,
    "row.sale.net": lambda seen, sale: _amounts(seen) + _int(sale, "rounding"),
    "row.sale.gross": _gross,
    "row.sale.discount": lambda seen, sale: _int(sale, "gross") - _amounts(seen),
    "row.tenders": lambda seen, row: ListOf(1),
    "row.tenders[].tender": _place_in("row.tenders"),
    "row.tenders[].amount": _rest_to_pay,
    "row.tenders[].reference": lambda seen, tender: "",
    "row.tenders[].confirmed": lambda seen, tender: bool(
        seen.confirmed.get(tender.get("method"), True)
    ),
    "maker.maker": _maker_code,
    "maker.share_bp": _maker_share,
    "pos.day": _of_row("close", "day"),
    "pos.revision": _of_row("close", "revision"),
    "pos.opened_at": _of_row("open", "at"),
    "pos.closed_at": _stamp_before,
    "pos.prev_day": _of_row("open", "prev_day"),
    "pos.running_total": lambda seen, row: seen.running,
    "pos.first_number": lambda seen, row: seen.first_number,
    "pos.last_number": lambda seen, row: seen.number,
    "pos.event": _of_row("setup", "event"),
    "pos.stand": _of_row("setup", "stand"),
    "pos.till": _of_row("setup", "till"),
    "pos.till_id": _of_row("setup", "till_id"),
    "pos.journal.first": lambda seen, journal: seen.first_seq,
    "pos.journal.last": lambda seen, journal: seen.seq,
    "pos.journal.prev": _prev,
    "pos.journal.head": _head,
    **{f"pos.totals.{name}": _of_totals(name) for name in _TOTALS},
}


def expected_value(seen: Seen, path: str, parent: Row) -> Head:
    """The value that stands most likely at `path`, in an object of which `parent` is known."""
    rule = _RULES.get(path)
    if rule is None:
        return seen.last(path)
    try:
        return rule(seen, parent)
    except (PosError, ValueError, TypeError):
        return None
