"""Consignment notes (berita acara): goods that a maker brings or takes back, signed by both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pos_app.domain.catalogue import match_maker, sku_key
from pos_app.domain.consignment_note import ConsignmentKind, ConsignmentLine, ConsignmentNote
from pos_app.errors import PosError
from pos_app.private_files import make_private_folder
from pos_app.services.catalogue.stock_moves import StockMove, write_stock_move
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store
from pos_app.store import consignment_notes as note_store

__all__ = [
    "ConsignmentKind",
    "ConsignmentLine",
    "ConsignmentNote",
    "list_notes",
    "make_note",
    "note_number",
    "save_note",
]


def list_notes(shop: Shop) -> list[ConsignmentNote]:
    """Returns every note of this till, the newest first."""
    return note_store.consignment_notes(shop.database)


def note_number(shop: Shop, note: ConsignmentNote) -> str:
    """Returns the number of a note as people read it: `BA-A07-1-0003`."""
    return f"BA-{shop.identity.place}-{note.number:04}"


def make_note(
    shop: Shop,
    kind: ConsignmentKind,
    maker: str,
    pieces: Sequence[tuple[str, int]],
    *,
    by: str = "",
) -> ConsignmentNote:
    """Changes the stock of the pieces and stores the note, in one transaction.

    `pieces` are (SKU, count above zero); the same SKU twice is added up. Raises PosError
    `maker_unknown`, `sku_unknown`, `slip_other_maker`, `pieces_invalid`.
    """
    counts: dict[str, int] = {}
    for sku, count in pieces:
        if count <= 0:
            raise PosError("pieces_invalid", count=count)
        counts[sku_key(sku)] = counts.get(sku_key(sku), 0) + count
    with shop.transaction():
        found = match_maker(maker, catalogue_store.makers(shop.database))
        if found is None:
            raise PosError("maker_unknown", text=maker[:40])
        lines = _lines(shop, found.code, counts)
        note = ConsignmentNote(
            note_store.next_note_number(shop.database),
            kind,
            found.code,
            found.name,
            shop.now(),
            by,
            lines,
        )
        _write(shop, note)
    return note


def _lines(shop: Shop, maker: str, counts: dict[str, int]) -> tuple[ConsignmentLine, ...]:
    if not counts:
        raise PosError("pieces_invalid", count=0)
    known = {sku_key(product.sku): product for product in catalogue_store.products(shop.database)}
    lines = []
    for key, count in counts.items():
        product = known.get(key)
        if product is None:
            raise PosError("sku_unknown", sku=key)
        if product.maker != maker:
            raise PosError("slip_other_maker", name=product.name, text=product.maker_name)
        lines.append(ConsignmentLine(product.sku, product.name, count, product.price))
    return tuple(lines)


def _write(shop: Shop, note: ConsignmentNote) -> None:
    name = note_number(shop, note)
    fact = {
        "number": note.number,
        "slip": str(note.kind),
        "maker": note.maker,
        "maker_name": note.maker_name,
        "lines": [[line.sku, line.name, line.qty, line.price] for line in note.lines],
    }
    seq = shop.record("slip", fact, at=note.at, by=note.by)
    note_store.insert_note(shop.database, note, name, seq)
    moves = [(line.sku, note.kind.sign * line.qty) for line in note.lines]
    write_stock_move(shop, moves, StockMove(str(note.kind)), name, by=note.by)


def save_note(shop: Shop, note: ConsignmentNote, folder: Path) -> Path:
    """Writes the note as a PDF with room for two signatures; returns its path.

    Raises MachineError `file_not_written`.
    """
    from pos_app.printing.consignment_note import ConsignmentHead, consignment_blocks
    from pos_app.printing.render import render

    identity = shop.identity
    head = ConsignmentHead(
        note_number(shop, note),
        identity.name or f"Stan {identity.stand}",
        identity.event,
        identity.training,
    )
    make_private_folder(folder)
    path = folder / f"{head.number}.pdf"
    render(consignment_blocks(note, head), path)
    return path
