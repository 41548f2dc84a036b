"""Notes of goods between stands (nota titipan): sent with a signed code, and what this till has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pos_app.dayfile.goods_note_code import (
    MAX_CODE,
    MAX_LINES,
    goods_note_identity,
    goods_note_text,
    read_goods_note,
)
from pos_app.domain.catalogue import Maker, Product, sku_key
from pos_app.domain.catalogue_rows import MAX_STOCK
from pos_app.domain.event import check_code
from pos_app.domain.goods_note import IN, MAX_CARRIER, OUT, GoodsLine, GoodsNote
from pos_app.domain.price_steps import steps_text
from pos_app.errors import PosError
from pos_app.services.answer_once import answer_once
from pos_app.services.catalogue.other_tills import stand_has_other_till
from pos_app.services.catalogue.product_lookup import all_makers, product_of_sku
from pos_app.services.catalogue.stock_moves import StockMove, write_stock_move
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop


@dataclass(frozen=True, slots=True)
class SentNote:
    """A note that this till sent, with the signed text of its QR code."""

    note: GoodsNote
    text: str

    def as_json(self) -> dict[str, Any]:
        """Returns the note as the command prints it."""
        note = self.note
        head = {"note": note.name, "to": note.to, "carrier": note.carrier, "at": note.at}
        lines = [
            {
                "sku": line.sku,
                "name": line.name,
                "qty": line.qty,
                "price": line.price,
                "maker": line.maker,
                "share_bp": line.share_bp,
                **({"price_steps": steps_text(line.steps)} if line.steps else {}),
            }
            for line in note.lines
        ]
        return {
            **head,
            "by": note.by,
            "pieces": note.pieces,
            "value": note.value,
            "lines": lines,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class TakenNote:
    """A note that this till took in: when, and how many pieces of each SKU were counted."""

    note: GoodsNote
    identity: str
    at: str
    by: str
    trust: str
    counted: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """Returns the note as the command prints it."""
        note = self.note
        lines = [
            {"sku": line.sku, "name": line.name, "qty": self.counted[line.sku], "sent": line.qty}
            for line in note.lines
        ]
        head = {"note": note.name, "from": note.place, "at": note.at, "taken_at": self.at}
        pieces = sum(self.counted.values())
        return {**head, "by": self.by, "trust": self.trust, "pieces": pieces, "lines": lines}


def send_goods(
    shop: Shop,
    to: str,
    pieces: Sequence[tuple[str, int]],
    carrier: str = "",
    *,
    by: str = "",
    ref: str = "",
) -> list[SentNote]:
    """Takes pieces out of the stock for stand `to`; returns the signed notes, several if needed.

    `pieces` are (SKU, count above zero); the same SKU twice is added up. A note holds what one QR
    code can; what has no room goes on another one. All of it is one transaction, and with the same
    `ref` it is done once. Raises PosError `sku_unknown`, `pieces_invalid`, `code_invalid`,
    `goods_to_self`, `goods_note_too_long`; MachineError `key_missing`, `key_damaged`.
    """
    to = check_code(to.strip().upper(), "stand")
    if to == shop.identity.stand and not stand_has_other_till(shop):
        raise PosError("goods_to_self", stand=to)
    carrier = _tidy(carrier)
    sent: list[SentNote] = []
    asked = {"send": [list(each) for each in pieces], "to": to, "carrier": carrier}
    found = answer_once(
        shop,
        ref,
        asked,
        lambda: _send(shop, to, pieces, carrier, by, sent),
        lambda: {"notes": [each.note.name for each in sent]},
    )
    return sent or [sent_note(shop, name) for name in found["notes"]]


def _tidy(carrier: str) -> str:
    return "".join(c for c in " ".join(carrier.split()) if c.isprintable())[:MAX_CARRIER].strip()


def _send(
    shop: Shop,
    to: str,
    pieces: Sequence[tuple[str, int]],
    carrier: str,
    by: str,
    sent: list[SentNote],
) -> None:
    signer, identity = shop.signer(), shop.identity
    with shop.transaction():
        lines = _lines(shop, pieces)
        seal = _Seal({maker.code: maker for maker in all_makers(shop)}, signer.sign)
        empty = GoodsNote(
            event=identity.event,
            stand=identity.stand,
            till=identity.till,
            seat=identity.seat,
            till_id=identity.till_id,
            number=_next_number(shop),
            to=to,
            carrier=carrier,
            at=shop.now(),
            by=by or shop.proven,
            lines=(),
            makers=(),
            key=signer.public_hex,
            enrolled=shop.settings.get(setting_keys.ENROLMENT),
            training=identity.training,
        )
        while lines:
            note = replace(empty, number=empty.number + len(sent))
            found = _fitting(note, lines, seal)
            _write(shop, found)
            sent.append(found)
            lines = lines[len(found.note.lines) :]


def _lines(shop: Shop, pieces: Sequence[tuple[str, int]]) -> list[GoodsLine]:
    counts: dict[str, int] = {}
    products: dict[str, Product] = {}
    for sku, count in pieces:
        product = product_of_sku(shop, sku)
        if product is None:
            raise PosError("sku_unknown", sku=sku[:60])
        key = sku_key(product.sku)
        products[key], counts[key] = product, counts.get(key, 0) + count
        if count <= 0 or counts[key] > MAX_STOCK:
            raise PosError("pieces_invalid", count=count)
    if not counts:
        raise PosError("pieces_invalid", count=0)
    return [_line(products[key], count) for key, count in counts.items()]


def _line(p: Product, qty: int) -> GoodsLine:
    return GoodsLine(
        sku=p.sku,
        name=p.name,
        category=p.category,
        maker=p.maker,
        qty=qty,
        price=p.price,
        share_bp=p.share_bp,
        barcode=p.barcode,
        name_en=p.name_en,
        unique=p.unique,
        steps=p.steps,
    )


def _fitting(note: GoodsNote, lines: list[GoodsLine], seal: _Seal) -> SentNote:
    """Returns the note with as many of the lines as one QR code holds."""
    count = min(len(lines), MAX_LINES)
    while True:
        found = seal.note_of(note, lines[:count])
        if len(found.text) <= MAX_CODE:
            return found
        if count == 1:
            raise PosError("goods_note_too_long", name=lines[0].name)
        count = max(1, min(count - 1, count * MAX_CODE // len(found.text)))


@dataclass(frozen=True, slots=True)
class _Seal:
    """Signs notes with the till's key, each with the makers of its goods."""

    makers: Mapping[str, Maker]
    sign: Callable[[bytes], bytes]

    def note_of(self, note: GoodsNote, lines: Sequence[GoodsLine]) -> SentNote:
        makers = tuple(self.makers[code] for code in dict.fromkeys(line.maker for line in lines))
        whole = replace(note, lines=tuple(lines), makers=makers)
        return SentNote(whole, goods_note_text(whole, self.sign))


def _write(shop: Shop, sent: SentNote) -> None:
    note = read_goods_note(sent.text).note
    fact = {
        "number": note.number,
        "name": note.name,
        "to": note.to,
        "carrier": note.carrier,
        "lines": fact_lines(note.lines),
        "note": goods_note_identity(note),
        "text": sent.text,
    }
    shop.record(OUT, fact, at=note.at, by=note.by)
    moves = [(line.sku, -line.qty) for line in note.lines]
    write_stock_move(shop, moves, StockMove.TRANSFER_OUT, f"{note.name} > {note.to}", by=note.by)


def fact_lines(lines: Sequence[GoodsLine], counted: Mapping[str, int] | None = None) -> list[Any]:
    """Returns the lines as journal rows have them, with other numbers of pieces if `counted`."""
    return [
        [
            line.sku,
            line.name,
            line.qty if counted is None else counted[line.sku],
            line.price,
            line.maker,
            line.share_bp,
        ]
        for line in lines
    ]


def _next_number(shop: Shop) -> int:
    """Returns the next number of this seat; those of a laptop before it have another name."""
    own = (fact for fact in shop.journal.facts_of(OUT) if "carried" not in fact)
    return max((int(fact["number"]) for fact in own), default=0) + 1


def sent_notes(shop: Shop) -> list[SentNote]:
    """Returns every note that this till sent, the newest first."""
    texts = [str(fact["text"]) for fact in shop.journal.facts_of(OUT)]
    return [SentNote(read_goods_note(text).note, text) for text in reversed(texts)]


def sent_note(shop: Shop, name: str) -> SentNote:
    """Returns the note of that number. Raises PosError `goods_note_unknown`."""
    wanted = name.strip().upper()
    found = next((each for each in sent_notes(shop) if each.note.name == wanted), None)
    if found is None:
        raise PosError("goods_note_unknown", note=name[:40])
    return found


def taken_notes(shop: Shop) -> list[TakenNote]:
    """Returns every note that this till took in, the newest first."""
    return list(_taken(shop))[::-1]


def _taken(shop: Shop) -> Iterator[TakenNote]:
    for fact in shop.journal.facts_of(IN):
        counted = {line[0]: line[2] for line in fact["lines"]}
        note = read_goods_note(fact["text"]).note
        yield TakenNote(note, fact["note"], fact["at"], fact["by"], fact["trust"], counted)
