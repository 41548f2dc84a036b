"""The layout of the consignment note, which the maker and the stand sign (berita acara)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pos_app.clock import parse_stamp
from pos_app.domain.consignment_note import ConsignmentKind, ConsignmentNote
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.printing.blocks import Align, Block, Feed, Layout, Pair, Rule, Text
from pos_app.printing.paper_texts import format_day, format_time, paper_text


@dataclass(frozen=True, slots=True)
class ConsignmentHead:
    """The heading of a consignment note."""

    number: str
    stand_name: str
    event_name: str
    training: bool = False


def consignment_blocks(note: ConsignmentNote, head: ConsignmentHead) -> Layout:
    """Return the layout of the note, in Indonesian because the stand and the maker sign it."""
    return (*_top(note, head), Rule(), *_goods(note), Rule(), *_sums(note), *_signatures(note))


def _top(note: ConsignmentNote, head: ConsignmentHead) -> Iterator[Block]:
    if head.training:
        yield Text(paper_text("training", "id"), Align.CENTER, bold=True)
        yield Rule()
    title = "slip_in" if note.kind is ConsignmentKind.HANDOVER else "slip_out"
    yield Text(paper_text("slip", "id"), Align.CENTER, bold=True)
    yield Text(paper_text(title, "id"), Align.CENTER, bold=True, size=2)
    yield Text(f"{head.stand_name} · {head.event_name}", Align.CENTER)
    yield Rule()
    at = parse_stamp(note.at)
    yield Pair(head.number, f"{format_day(at.date(), 'id')} {format_time(at)}")
    yield Text(f"{paper_text('maker', 'id')}: {note.maker_name}", bold=True)


def _goods(note: ConsignmentNote) -> Iterator[Block]:
    for line in note.lines:
        yield Text(line.name)
        price = group_digits(line.price)
        yield Pair(
            f"{line.sku}  {line.qty} × {price}", group_digits(line.qty * line.price), indent=2
        )


def _sums(note: ConsignmentNote) -> Iterator[Block]:
    yield Pair(paper_text("pieces", "id"), group_digits(note.pieces), bold=True)
    yield Pair(paper_text("at_list_price", "id"), format_rupiah(note.value), bold=True)


def _signatures(note: ConsignmentNote) -> Iterator[Block]:
    stand = paper_text("for_stand", "id") + (f": {note.by}" if note.by else "")
    for words in (f"{paper_text('maker', 'id')}: {note.maker_name}", stand):
        yield Feed(3)
        yield Rule()
        yield Text(words, note=True)
