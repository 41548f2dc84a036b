"""The layout of the slip by which the office acknowledges a day file to the stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pos_app.clock import parse_day, parse_stamp
from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.languages import LanguageCode
from pos_app.printing.blocks import Align, Block, Layout, Pair, Qr, Rule, Text
from pos_app.printing.paper_texts import format_day, format_time, paper_text


@dataclass(frozen=True, slots=True)
class AcknowledgementSlip:
    """The content of the slip.

    `file_code` is the code on the stand's closing slip. `code` is the acknowledgement code to type
    at the till, and `signed` the text of the QR code with the office's signature. `net` is rupiah.
    """

    event_name: str
    stand_name: str
    place: str
    day: str
    revision: int
    net: Rupiah
    file_code: str
    code: str
    signed: str
    at: str


def acknowledgement_blocks(slip: AcknowledgementSlip, lang: LanguageCode = "id") -> Layout:
    """Return the layout of the slip. Raises PosError `day_invalid`, `time_invalid`."""
    return (*_top(slip, lang), Rule(), *_day(slip, lang), Rule(), *_code(slip, lang))


def _top(slip: AcknowledgementSlip, lang: LanguageCode) -> Iterator[Block]:
    yield Text(paper_text("ack", lang), Align.CENTER, bold=True)
    yield Text(slip.stand_name, Align.CENTER, bold=True, size=2)
    yield Text(" · ".join(filter(None, (slip.event_name, slip.place))), Align.CENTER)


def _day(slip: AcknowledgementSlip, lang: LanguageCode) -> Iterator[Block]:
    at = parse_stamp(slip.at)
    yield Text(f"{paper_text('day', lang)}: {format_day(parse_day(slip.day), lang)}", bold=True)
    yield Text(f"{paper_text('revision', lang)} {slip.revision}")
    yield Pair(paper_text("turnover", lang), format_rupiah(slip.net), bold=True)
    yield Pair(paper_text("code", lang), slip.file_code)
    yield Pair(f"{paper_text('ack_at', lang)} {format_day(at.date(), lang)}", format_time(at))


def _code(slip: AcknowledgementSlip, lang: LanguageCode) -> Iterator[Block]:
    yield Text(paper_text("ack_code", lang), Align.CENTER)
    yield Text(slip.code, Align.CENTER, bold=True, size=2)
    yield Qr(slip.signed, slip.code)
    yield Text(paper_text("ack_how", lang), Align.CENTER, note=True)
