"""The layout of the closing slip: the totals of a day, and the code of its day file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pos_app.clock import parse_day, parse_stamp
from pos_app.domain.day import Totals
from pos_app.domain.money import Rupiah, format_rupiah, group_digits
from pos_app.domain.review_items import OF_PROGRAMS, ReviewKind
from pos_app.domain.shift import Shift
from pos_app.languages import (
    DEFAULT_LANGUAGE,
    LanguageCode,
    known_language,
    languages_on_paper,
)
from pos_app.printing.amount_words import rupiah_words
from pos_app.printing.blocks import Align, Block, Feed, Layout, Pair, Qr, Rule, Text
from pos_app.printing.paper_texts import format_day, format_time, paper_text, paper_texts
from pos_app.review_words import count_words

# The difference is printed in rupiah already.
_NOT_ON_PAPER = OF_PROGRAMS | {ReviewKind.DIFFERENCE}


@dataclass(frozen=True, slots=True)
class ClosingSlip:
    """The content of the slip of a closed day.

    `difference = counted − expected`. `code` is the day file's code, as `3C46-4DAF`. `signed` is
    the text of the QR code with the signed totals, which the office can use if the file is lost.
    `review` is how many things of each kind are worth a look. `shifts` are all shifts of the day;
    none where one person had the drawer all day.
    """

    day: str
    place: str
    stand_name: str
    event_name: str
    revision: int
    totals: Totals
    expected: Rupiah
    counted: Rupiah
    difference: Rupiah
    reason: str
    code: str
    closed_at: str
    cashier: str
    verified_by: str = ""
    signed: str = ""
    training: bool = False
    review: Mapping[ReviewKind, int] = field(default_factory=dict)
    shifts: Sequence[Shift] = ()


def difference_words(difference: Rupiah, lang: LanguageCode) -> str:
    """Return the cash difference in words: `Pas`, `Lebih Rp5.000` or `Kurang Rp5.000`."""
    if difference == 0:
        return paper_text("exact", lang)
    key = "over" if difference > 0 else "short"
    return f"{paper_text(key, lang)} {format_rupiah(abs(difference))}"


def closing_blocks(slip: ClosingSlip, lang: LanguageCode = "id") -> Layout:
    """Return the layout of the closing slip. Raises PosError `day_invalid`, `time_invalid`."""
    return (
        *_top(slip, lang),
        Rule(),
        *_sales(slip.totals, lang),
        Rule(),
        *_methods(slip.totals, lang),
        Rule(),
        *_drawer(slip, lang),
        *_shifts(slip, lang),
        *_review(slip, lang),
        Rule(),
        *_code(slip, lang),
        *_signatures(slip, lang),
    )


def _top(slip: ClosingSlip, lang: LanguageCode) -> Iterator[Block]:
    if slip.training:
        yield from (Text(words, Align.CENTER, bold=True) for words in paper_texts("training", lang))
        yield Rule()
    yield Text(paper_text("closing", lang), Align.CENTER, bold=True)
    yield Text(slip.stand_name, Align.CENTER, bold=True, size=2)
    yield Text(" · ".join(filter(None, (slip.event_name, slip.place))), Align.CENTER)
    yield Rule()
    yield from _when(slip, lang)
    yield Text(f"{paper_text('cashier', lang)}: {slip.cashier}")


def _when(slip: ClosingSlip, lang: LanguageCode) -> Iterator[Block]:
    day, closed = parse_day(slip.day), parse_stamp(slip.closed_at)
    yield Text(f"{paper_text('day', lang)}: {format_day(day, lang)}", bold=True)
    yield Text(f"{paper_text('revision', lang)} {slip.revision}")
    # A day that runs past midnight is closed on a later date.
    date = f" {format_day(closed.date(), lang)}" if closed.date() != day else ""
    yield Pair(f"{paper_text('closed_at', lang)}{date}", format_time(closed))


def _sales(totals: Totals, lang: LanguageCode) -> Iterator[Block]:
    yield Pair(paper_text("sales", lang), str(totals.sales))
    if totals.voids:
        yield Pair(paper_text("voids", lang), str(totals.voids))
    yield Pair(paper_text("gross", lang), group_digits(totals.gross))
    for key, amount in (
        ("discount", -totals.discount),
        ("refunds", -totals.refunds),
        ("rounding", totals.rounding),
    ):
        if amount:
            yield Pair(paper_text(key, lang), group_digits(amount))
    yield Pair(paper_text("turnover", lang), format_rupiah(totals.net), bold=True, size=2)
    if totals.unconfirmed:
        words = paper_text("of_it_unconfirmed", lang)
        yield Pair(words, format_rupiah(totals.unconfirmed), bold=True, size=2)


def _methods(totals: Totals, lang: LanguageCode) -> Iterator[Block]:
    for method, amount in totals.by_method().items():
        yield Pair(paper_text(method, lang), group_digits(amount))
    if totals.deposits:  # the ways of paying add up to the turnover and these
        yield Pair(paper_text("deposits", lang), group_digits(totals.deposits))


def _drawer(slip: ClosingSlip, lang: LanguageCode) -> Iterator[Block]:
    yield Pair(paper_text("expected", lang), group_digits(slip.expected))
    yield Pair(paper_text("counted", lang), group_digits(slip.counted))
    if DEFAULT_LANGUAGE in languages_on_paper(lang):
        yield Text(f"({rupiah_words(slip.counted)})", note=True, indent=2)
    found = difference_words(slip.difference, known_language(lang))
    yield Pair(paper_text("difference", lang), found, bold=True)
    if slip.reason:
        yield Text(f"{paper_text('reason', lang)}: {slip.reason}")


def _shifts(slip: ClosingSlip, lang: LanguageCode) -> Iterator[Block]:
    """One line for each shift: who had the drawer until when, and its difference."""
    for shift in slip.shifts:
        at = format_time(parse_stamp(shift.at)).split()[0]
        whom = f"{shift.by} > {shift.to}" if shift.to else shift.by
        words = f"{paper_text('shift', lang)} {shift.number} {whom} {at}"
        yield Pair(words, difference_words(shift.difference, known_language(lang)), indent=2)


def _review(slip: ClosingSlip, lang: LanguageCode) -> Iterator[Block]:
    """One line of what is worth a look; none where nothing is."""
    found = {kind: count for kind, count in slip.review.items() if kind not in _NOT_ON_PAPER}
    if found:
        words = " · ".join(count_words(found, known_language(lang)))
        yield Text(f"{paper_text('review', lang)}: {words}")


def _code(slip: ClosingSlip, lang: LanguageCode) -> Iterator[Block]:
    yield Text(paper_text("code", lang), Align.CENTER)
    yield Text(slip.code, Align.CENTER, bold=True, size=2)
    words = f"{slip.place} {slip.day} R{slip.revision} {slip.code}"
    yield Qr(slip.signed or words, words)


def _signatures(slip: ClosingSlip, lang: LanguageCode) -> Iterator[Block]:
    witness = paper_text("witness", lang) + (f": {slip.verified_by}" if slip.verified_by else "")
    for words in (f"{paper_text('cashier', lang)}: {slip.cashier}", witness):
        yield Feed(3)
        yield Rule()
        yield Text(words, note=True)
