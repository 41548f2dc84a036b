"""The layout of an interim total on paper: what a till has sold so far, and its signed QR code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pos_app.clock import parse_day, parse_stamp
from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.printing.blocks import Align, Block, Layout, Pair, Qr, Rule, Text
from pos_app.printing.paper_texts import format_day, format_time, paper_text, paper_texts


@dataclass(frozen=True, slots=True)
class InterimSlip:
    """The content of the paper; `code` is for the telephone, `signed` the text of the QR code."""

    day: str
    at: str
    place: str
    stand_name: str
    event_name: str
    sales: int
    net: Rupiah
    code: str
    signed: str
    training: bool = False
    orders: int = 0
    deposits: Rupiah = 0


def interim_blocks(slip: InterimSlip, lang: LanguageCode = DEFAULT_LANGUAGE) -> Layout:
    """Return the layout of the paper. Raises PosError `day_invalid`, `time_invalid`."""
    return tuple(_blocks(slip, lang))


def _blocks(slip: InterimSlip, lang: LanguageCode) -> Iterator[Block]:
    if slip.training:
        yield from (Text(words, Align.CENTER, bold=True) for words in paper_texts("training", lang))
        yield Rule()
    yield Text(paper_text("interim", lang), Align.CENTER, bold=True)
    yield Text(slip.stand_name, Align.CENTER, bold=True, size=2)
    yield Text(" · ".join(filter(None, (slip.event_name, slip.place))), Align.CENTER)
    yield Rule()
    yield Text(f"{paper_text('day', lang)}: {format_day(parse_day(slip.day), lang)}", bold=True)
    yield Pair(paper_text("interim_at", lang), format_time(parse_stamp(slip.at)), bold=True)
    yield Pair(paper_text("sales", lang), str(slip.sales))
    yield Pair(paper_text("so_far", lang), format_rupiah(slip.net), bold=True, size=2)
    if slip.orders:
        yield Pair(paper_text("interim_orders", lang), str(slip.orders))
        yield Pair(paper_text("interim_deposits", lang), format_rupiah(slip.deposits))
    yield Rule()
    yield Text(paper_text("interim_note", lang), note=True)
    yield Text(slip.code, Align.CENTER, bold=True, size=2)
    yield Qr(slip.signed, f"{slip.place} {slip.day} {slip.code}")
