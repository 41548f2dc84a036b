"""Taking in the goods of a note that another stand's till signed: once, and all of it or nothing.

A note is believed where the office's stand pack vouches for the till that signed it: the pack names
the enrolment key of every other till, and by that key the sender's own key is enrolled. Any other
note needs the lead, who can ask the other stand; whose goods they are does not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pos_app.clock import parse_stamp
from pos_app.dayfile.enrolment import is_enrolled
from pos_app.dayfile.goods_note_code import SignedGoodsNote, read_goods_note
from pos_app.dayfile.till_key import fingerprint
from pos_app.domain import barcode as barcodes
from pos_app.domain.catalogue import Maker, Product, match_maker, sku_key
from pos_app.domain.goods_note import IN, GoodsLine, GoodsNote, bare_code
from pos_app.domain.money import format_rupiah
from pos_app.domain.price_steps import steps_words
from pos_app.errors import PosError, Problem
from pos_app.services.answer_once import answer_once
from pos_app.services.catalogue.goods_notes import TakenNote, fact_lines, taken_notes
from pos_app.services.catalogue.other_tills import enrolment_key_of
from pos_app.services.catalogue.product_edit import product_fact
from pos_app.services.catalogue.product_lookup import all_makers, all_products, product_of_sku
from pos_app.services.catalogue.stock_moves import StockMove, write_stock_move
from pos_app.services.shop.shop import Shop
from pos_app.services.staff import check_lead
from pos_app.store import catalogue as catalogue_store

BY_PACK, BY_LEAD = "pack", "lead"


@dataclass(frozen=True, slots=True)
class ArrivingLine:
    """A line of a note, with the product that this till has under its code; None for new goods.

    `clashes` where the code means goods of another maker here: such a line is not taken in.
    """

    line: GoodsLine
    known: Product | None
    clashes: bool = False

    @property
    def warnings(self) -> list[Problem]:
        """What differs here from the note: the prices here stay, the note's share holds."""
        line, known, found = self.line, self.known, []
        if known is not None and self.clashes:
            error = _clash(line, known)
            return [Problem(error.code, "warning", error.facts)]
        if known is not None and known.price != line.price:
            facts = {"name": line.name, "price": known.price, "other": format_rupiah(line.price)}
            found.append(Problem("goods_price_stays", "warning", facts))
        if known is not None and known.steps != line.steps:
            found.append(_steps_stay(line, known))
        if known is not None and known.share_bp != line.share_bp:
            share = {"share": f"{known.share_bp / 100:g}", "other": f"{line.share_bp / 100:g}"}
            found.append(Problem("goods_share_taken", "warning", {"name": line.name, **share}))
        return found


@dataclass(frozen=True, slots=True)
class Arrival:
    """A sound note for this stand that was not taken in yet, and what it would change here.

    `trust` says who vouches for the till that signed it: the stand pack, or only the lead.
    """

    signed: SignedGoodsNote
    trust: str
    lines: tuple[ArrivingLine, ...]
    makers: tuple[Maker, ...]

    @property
    def note(self) -> GoodsNote:
        """The note."""
        return self.signed.note

    @property
    def needs_lead(self) -> bool:
        """Whether a lead has to accept it."""
        return self.trust != BY_PACK

    @property
    def new(self) -> list[str]:
        """The SKUs that this till does not know."""
        return [each.line.sku for each in self.lines if each.known is None]

    def as_json(self) -> dict[str, Any]:
        """Returns what the note would bring, as the command prints it."""
        note = self.note
        lines = [
            {"sku": e.line.sku, "name": e.line.name, "sent": e.line.qty, "new": e.known is None}
            for e in self.lines
        ]
        head = {"note": note.name, "from": note.place, "at": note.at, "pieces": note.pieces}
        return {**head, "trust": self.trust, "lines": lines}

    @property
    def warnings(self) -> list[Problem]:
        """Who does not vouch for the sender, and what differs here from the note."""
        found = [problem for each in self.lines for problem in each.warnings]
        if self.needs_lead:
            facts = {"place": self.note.place, "code": fingerprint(self.note.key)}
            found.insert(0, Problem("goods_note_unverified", "warning", facts))
        return found


def _steps_stay(line: GoodsLine, known: Product) -> Problem:
    """The warning that the prices for several pieces here are not those of the note."""
    here, other = (steps_words(steps, format_rupiah) or "-" for steps in (known.steps, line.steps))
    return Problem("goods_steps_stay", "warning", {"name": line.name, "here": here, "other": other})


def _clash(line: GoodsLine, known: Product) -> PosError:
    facts = {"sku": line.sku, "name": line.name, "here": known.name}
    return PosError("goods_code_differs", **facts, maker=known.maker_name or known.maker)


def check_arrival(shop: Shop, text: str) -> Arrival:
    """Returns what a scanned note would bring; nothing is stored.

    Raises PosError `goods_note_unreadable`, `goods_note_not_signed`, `goods_note_other_event`,
    `goods_note_practice`, `goods_note_own`, `goods_note_other_stand`, `goods_note_taken`;
    `goods_code_differs` where every code on it means other goods here.
    """
    signed = read_goods_note(bare_code(text))
    note = signed.note
    _check_address(shop, note)
    _check_first(shop, signed)
    key = enrolment_key_of(shop, note.stand, note.till)
    vouched = bool(key) and is_enrolled(signed.till_key, note.enrolled, key)
    here = all_makers(shop)
    codes = {maker.code: _here(maker, here) for maker in note.makers}
    lines = tuple(_arriving(shop, line, codes[line.maker].code) for line in note.lines)
    new = _new_makers(lines, codes.values(), here)
    return Arrival(signed, BY_PACK if vouched else BY_LEAD, lines, new)


def _new_makers(
    lines: Iterable[ArrivingLine], makers: Iterable[Maker], here: Iterable[Maker]
) -> tuple[Maker, ...]:
    """Returns the makers to add: of goods that are taken in. Raises PosError of no such goods."""
    welcome = {each.line.maker for each in lines if not each.clashes}
    if not welcome:
        raise next(_clash(each.line, each.known) for each in lines if each.known is not None)
    known = {maker.code for maker in here}
    return tuple(each for each in makers if each.code in welcome and each.code not in known)


def _here(maker: Maker, known: list[Maker]) -> Maker:
    """Returns the maker as this till knows them, by code or name, or else as the note does."""
    return match_maker(maker.code, known) or match_maker(maker.name, known) or maker


def _check_address(shop: Shop, note: GoodsNote) -> None:
    own = shop.identity
    if note.event != own.event:
        raise PosError("goods_note_other_event", note=note.name, event=note.event, own=own.event)
    if note.training != own.training:
        raise PosError(
            "goods_note_practice" if note.training else "goods_note_real", note=note.name
        )
    if (note.stand, note.till) == (own.stand, own.till):
        raise PosError("goods_note_own", note=note.name, to=note.to)
    if note.to != own.stand:
        raise PosError("goods_note_other_stand", note=note.name, to=note.to, own=own.stand)


def _check_first(shop: Shop, signed: SignedGoodsNote) -> None:
    for fact in shop.journal.facts_of(IN):
        if fact["note"] == signed.identity:
            at = parse_stamp(fact["at"])
            time = f"{at:%H.%M}" if fact["at"][:10] == shop.now()[:10] else f"{at:%d-%m-%Y %H.%M}"
            raise PosError("goods_note_taken", note=signed.note.name, time=time)


def _arriving(shop: Shop, line: GoodsLine, maker: str) -> ArrivingLine:
    """Returns the line with its maker's code here."""
    known = product_of_sku(shop, line.sku)
    clashes = known is not None and known.maker != maker
    return ArrivingLine(replace(line, maker=maker), known, clashes)


def take_in(
    shop: Shop,
    text: str,
    *,
    counted: Mapping[str, int] | None = None,
    by: str = "",
    allowed_by: str = "",
    ref: str = "",
) -> TakenNote:
    """Takes in the goods of a note, in one transaction; `counted` are other pieces by SKU.

    Goods that this till does not know are added with the note's prices and share. Of known goods
    the prices here stay, and the note's share holds. A line whose code means another maker's goods
    here counts as none come. `allowed_by` is the lead who accepts a note
    that no stand pack vouches for. With the same `ref` it is done once. Raises PosError
    `lead_needed`, `pieces_invalid`, `sku_unknown`, and as `check_arrival` does.
    """
    text = bare_code(text)
    asked = asked_by(text, counted or {})
    taken: list[str] = []
    found = answer_once(
        shop,
        ref,
        asked,
        lambda: _take_in(shop, text, counted or {}, by, allowed_by, taken),
        lambda: {"note": taken[0]},
    )
    return next(each for each in taken_notes(shop) if each.identity == found["note"])


def asked_by(text: str, counted: Mapping[str, int]) -> dict[str, object]:
    """Returns what taking a note in asks for, by which a repeat with the same `ref` is known."""
    return {"receive": bare_code(text), "counted": dict(counted)}


def _take_in(
    shop: Shop,
    text: str,
    counted: Mapping[str, int],
    by: str,
    allowed_by: str,
    taken: list[str],
) -> None:
    with shop.transaction():
        arrival = check_arrival(shop, text)
        who = by or shop.proven
        if arrival.needs_lead:
            check_lead(shop, allowed_by or who)
        pieces = _pieces(arrival, counted)
        now, note = shop.now(), arrival.note
        catalogue_store.put_makers(shop.database, arrival.makers)
        for each in arrival.lines:
            if not each.clashes:
                _put_product(shop, each, now, who)
        fact = {
            "number": note.number,
            "name": note.name,
            "from": note.place,
            "stand": note.stand,
            "trust": arrival.trust,
            "new": arrival.new,
            "lines": fact_lines([each.line for each in arrival.lines], pieces),
            "note": arrival.signed.identity,
            "text": text,
        }
        shop.record(IN, fact, at=now, by=who)
        moves = [(sku, qty) for sku, qty in pieces.items() if qty]
        if moves:
            write_stock_move(shop, moves, StockMove.TRANSFER_IN, note.name, by=who)
        taken.append(arrival.signed.identity)  # the answer to a `ref` is stored with the commit


def _pieces(arrival: Arrival, counted: Mapping[str, int]) -> dict[str, int]:
    """Returns how many pieces of each SKU came: those of the note, or those counted.

    None of a line whose code means other goods here.
    """
    known = {sku_key(each.line.sku): each for each in arrival.lines}
    found = {e.line.sku: 0 if e.clashes else e.line.qty for e in known.values()}
    for sku, count in counted.items():
        each = known.get(sku_key(sku))
        if each is None:
            raise PosError("sku_unknown", sku=sku[:60])
        line = each.line
        if not 0 <= count <= (0 if each.clashes else line.qty):
            raise PosError("pieces_invalid", count=count)
        found[line.sku] = count
    return found


def _put_product(shop: Shop, each: ArrivingLine, now: str, by: str) -> None:
    """Adds a product, or gives a known one the note's share and mark; the journal notes it."""
    line, known = each.line, each.known
    if known is None:
        product = Product(
            line.sku,
            line.name,
            line.category,
            line.maker,
            line.price,
            barcode=_free_barcode(shop, line),
            name_en=line.name_en,
            steps=line.steps,
            unique=line.unique,
        )
    elif known.share_bp != line.share_bp or line.unique > known.unique:
        product = replace(known, unique=known.unique or line.unique)
    else:
        return
    catalogue_store.put_products(shop.database, [(product, line.share_bp)])
    shop.record("product", product_fact(product, known, line.share_bp), at=now, by=by)


def _free_barcode(shop: Shop, line: GoodsLine) -> str:
    """Returns the barcode, unless goods of the same maker have it here."""
    key = barcodes.comparison_key(line.barcode) if line.barcode else ""
    if not key:
        return ""
    taken = {p.barcode for p in all_products(shop) if p.maker == line.maker and p.barcode}
    return "" if key in map(barcodes.comparison_key, taken) else line.barcode
