"""What a day file tells of goods between stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from pos_app.dayfile.goods_note_code import SignedGoodsNote, read_goods_note
from pos_app.dayfile.reader import VerifiedDay
from pos_app.domain.goods_note import IN, OUT
from pos_app.errors import PosError

MOST = 5_000
"""How many moves a file may leave in the book."""
_LONGEST, _MOST_LINES = 60, 200
_LIMIT = 10**15


class MovedGoods(NamedTuple):
    """Some pieces of one product on a note: `sent` by the note, `qty` as the till counted them.

    `share_bp` (basis points), `price` and `step_prices` (rupiah) are those of the note.
    """

    sku: str
    name: str
    qty: int
    sent: int
    price: int
    maker: str
    maker_name: str
    share_bp: int
    step_prices: tuple[int, ...] = ()

    @property
    def prices(self) -> tuple[int, ...]:
        """The price of one piece, and those for several."""
        return (self.price, *self.step_prices)


class GoodsMove(NamedTuple):
    """A note of goods as the journal of one till states it.

    Attributes:
        kind: `transfer_out` for the till that sent it, `transfer_in` for one that took it in.
        note: The SHA-256 (hex) of what the sender signed.
        name: The number of the note for people.
        sender: Stand, till and seat that sent it, as `A07-1`.
        stand: The stand that sent it.
        to: The stand that was to get it.
        at: When the note was made.
        trust: For whoever took it in, whether a pack or a lead vouched for the sender.
        seat: The seat in whose journal the row stood first.
        lines: Its goods.
    """

    kind: str
    note: str
    name: str
    sender: str
    stand: str
    to: str
    at: str
    trust: str
    seat: int
    lines: tuple[MovedGoods, ...] = ()

    @property
    def is_out(self) -> bool:
        """Whether the till of the file sent the goods."""
        return self.kind == OUT

    def as_json(self) -> list[Any]:
        """The move as lists, as `move_of` reads them."""
        return [*self[:-1], self.lines]


def move_of(values: list[Any]) -> GoodsMove:
    """The move that `GoodsMove.as_json` wrote."""
    *head, lines = values
    read = (MovedGoods(*line) for line in lines)
    goods = tuple(each._replace(step_prices=tuple(each.step_prices)) for each in read)
    return GoodsMove(*head)._replace(lines=goods)


def moves_of(day: VerifiedDay) -> tuple[GoodsMove, ...]:
    """The notes that the file's journal states; one whose code is not sound is left out."""
    return tuple(islice(_moves(day), MOST))


def _moves(day: VerifiedDay) -> Iterator[GoodsMove]:
    for fact in day.facts:
        # The reader of day files checks only the facts that make tables: these may hold anything.
        if fact["kind"] in (OUT, IN):
            signed = _signed(fact)
            if signed is not None and _is_right(fact, signed, day):
                yield _move(fact, signed, _seat(fact, day.head.seat))


def _signed(fact: Mapping[str, Any]) -> SignedGoodsNote | None:
    text = fact.get("text")
    try:
        signed = read_goods_note(text) if isinstance(text, str) else None
    except PosError:
        return None
    return signed if signed is not None and signed.identity == fact.get("note") else None


def _is_right(fact: Mapping[str, Any], signed: SignedGoodsNote, day: VerifiedDay) -> bool:
    """Whether a note that the till says to have sent is its own; of one taken in any is."""
    note, head = signed.note, day.head
    return fact["kind"] == IN or (note.stand, note.till) == (head.stand, head.till)


def _seat(fact: Mapping[str, Any], own: int) -> int:
    carried = fact.get("carried")
    seat = carried.get("seat") if isinstance(carried, Mapping) else own
    return seat if type(seat) is int and 0 <= seat < _LIMIT else own


def _move(fact: Mapping[str, Any], signed: SignedGoodsNote, seat: int) -> GoodsMove:
    note, counted = signed.note, _counted(fact)
    names = {maker.code: maker.name for maker in note.makers}
    trust = fact.get("trust")
    lines = tuple(
        MovedGoods(
            line.sku,
            line.name[:_LONGEST],
            counted.get(line.sku, line.qty),
            line.qty,
            line.price,
            line.maker,
            names[line.maker],
            line.share_bp,
            tuple(step.price for step in line.steps),
        )
        for line in note.lines[:_MOST_LINES]
    )
    return GoodsMove(
        kind=fact["kind"],
        note=signed.identity,
        name=note.name,
        sender=note.place,
        stand=note.stand,
        to=note.to,
        at=note.at,
        trust=trust if trust in ("pack", "lead") else "",
        seat=seat,
        lines=lines,
    )


def _counted(fact: Mapping[str, Any]) -> dict[str, int]:
    """The pieces that the till counted, by SKU."""
    found = {}
    lines = fact.get("lines")
    for line in lines if isinstance(lines, list) else ():
        sku, qty = (line[0], line[2]) if isinstance(line, list) and len(line) > 2 else (None, None)
        if isinstance(sku, str) and type(qty) is int and 0 <= qty < _LIMIT:
            found[sku] = qty
    return found
