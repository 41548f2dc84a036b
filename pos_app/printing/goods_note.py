"""The note of goods between stands on paper (nota titipan), on a roll and on A4, with its code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.clock import parse_stamp
from pos_app.domain.goods_note import GoodsLine, GoodsNote
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.domain.price_steps import steps_words
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode, language_of
from pos_app.printing.blocks import Align, Block, Feed, Layout, Pair, Qr, Rule, Text
from pos_app.printing.paper_texts import format_day, format_time, paper_text, paper_texts

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

_CODE_POINTS = 230.0


@dataclass(frozen=True, slots=True)
class GoodsNotePaper:
    """A note with what people read of it: the names of both stands, and the text of its code."""

    note: GoodsNote
    stand_name: str
    to_name: str
    signed: str


def goods_note_blocks(paper: GoodsNotePaper, lang: LanguageCode = DEFAULT_LANGUAGE) -> Layout:
    """Return the layout of the note for a receipt printer."""
    return (*_top(paper, lang), Rule(), *_goods(paper, lang), Rule(), *_foot(paper, lang))


def _top(paper: GoodsNotePaper, lang: LanguageCode) -> Iterator[Block]:
    note = paper.note
    if note.training:
        yield from (Text(words, Align.CENTER, bold=True) for words in paper_texts("training", lang))
        yield Rule()
    yield Text(paper_text("goods_note", lang), Align.CENTER, bold=True)
    yield Text(f"{note.stand} > {note.to}", Align.CENTER, bold=True, size=2)
    yield Text(note.event, Align.CENTER)
    yield Rule()
    at = parse_stamp(note.at)
    yield Pair(note.name, f"{format_day(at.date(), lang)} {format_time(at)}", bold=True)
    for key, words in _parties(paper):
        yield Text(f"{paper_text(key, lang)}: {words}")


def _parties(paper: GoodsNotePaper) -> Iterator[tuple[str, str]]:
    """Who sends, who gets and who carries the goods."""
    note = paper.note
    by = f" ({note.by})" if note.by else ""
    yield "goods_from", f"{paper.stand_name} {note.place}{by}"
    yield "goods_to", " ".join(dict.fromkeys((paper.to_name, note.to)))
    if note.carrier:
        yield "goods_carrier", note.carrier


def _goods(paper: GoodsNotePaper, lang: LanguageCode) -> Iterator[Block]:
    names = {maker.code: maker.name for maker in paper.note.makers}
    for line in paper.note.lines:
        only = f" · {paper_text('one_of_a_kind', lang)}" if line.unique else ""
        yield Text(f"{line.name}{only}")
        detail = f"{line.sku}  {line.qty} × {group_digits(line.price)}"
        yield Pair(detail, group_digits(line.qty * line.price), indent=2)
        share = f"{line.share_bp / 100:g}%".replace(".", language_of(lang).decimal_mark)
        if line.steps:
            yield Text(steps_words(line.steps, group_digits), note=True, indent=2)
        yield Text(f"{names[line.maker]} · {share}", note=True, indent=2)


def _foot(paper: GoodsNotePaper, lang: LanguageCode) -> Iterator[Block]:
    note = paper.note
    yield Pair(paper_text("pieces", lang), group_digits(note.pieces), bold=True)
    yield Pair(paper_text("at_list_price", lang), format_rupiah(note.value), bold=True)
    yield Rule()
    yield Text(paper_text("goods_note_hint", lang), note=True)
    yield Qr(paper.signed, note.name)
    for key in ("goods_handed", "goods_received"):
        yield Feed(3)
        yield Rule()
        yield Text(paper_text(key, lang), note=True)


def goods_note_page(paper: GoodsNotePaper, lang: LanguageCode = DEFAULT_LANGUAGE) -> bytes:
    """Return the note as an A4 page (PDF): goods, code and signatures."""
    from pos_app.printing import a4_page, page_parts
    from pos_app.printing.tables import Column, Table

    note = paper.note
    at = parse_stamp(note.at)
    facts = f"{note.event} · {format_day(at.date(), lang)} {format_time(at)}"
    title = f"{paper_text('goods_note', lang)} {note.name}"
    story = a4_page.page_heading(title, f"{note.stand} > {note.to}", facts)
    if note.training:
        words = " · ".join(paper_texts("training", lang))
        story.insert(0, a4_page.paragraph(words, 12, color=a4_page.AMBER, strong=True, after=6))
    for key, words in _parties(paper):
        story.append(a4_page.paragraph(f"{paper_text(key, lang)}: {words}", 11))
    names = {maker.code: maker.name for maker in note.makers}
    only = f" · {paper_text('one_of_a_kind', lang)}"
    columns = (
        Column("name", paper_text("goods_product", lang), "text"),
        Column("sku", paper_text("goods_code", lang), "text"),
        Column("maker", paper_text("maker", lang), "text"),
        Column("share", paper_text("goods_share", lang), "percent"),
        Column("price", paper_text("goods_price", lang), "price"),
        Column("qty", paper_text("pieces", lang), "count"),
        Column("value", "Rupiah"),
    )
    rows = tuple(
        (
            _name_of(line, only),
            line.sku,
            names[line.maker],
            line.share_bp,
            line.price,
            line.qty,
            line.qty * line.price,
        )
        for line in note.lines
    )
    goods = Table("goods", paper_text("goods_pieces", lang), columns, rows, lang=lang)
    story += a4_page.table_block(goods)
    signers = (paper_text("goods_handed", lang), paper_text("goods_received", lang))
    hint = a4_page.paragraph(paper_text("goods_note_hint", lang), 9, after=6)
    beside = page_parts.side_by_side([_code(paper.signed)], [hint, *a4_page.signatures(*signers)])
    story += [a4_page.spacer(12), page_parts.keep_together(*beside)]
    return a4_page.build_pdf(title, story, f"{note.name} · {note.event}", lang)


def _name_of(line: GoodsLine, only: str) -> str:
    """Return the name with what else is to be known: one of a kind, and prices for several."""
    steps = f" · {steps_words(line.steps, group_digits)}" if line.steps else ""
    return line.name + (only if line.unique else "") + steps


def _code(text: str) -> Drawing:
    """Return the QR code as a drawing, as wide as `_CODE_POINTS`."""
    import segno
    from reportlab.graphics.shapes import Drawing, Rect
    from reportlab.lib.colors import black

    rows = [list(row) for row in segno.make_qr(text, error="m").matrix_iter(border=4)]
    side = _CODE_POINTS / len(rows)
    drawing = Drawing(_CODE_POINTS, _CODE_POINTS)
    for down, row in enumerate(rows, 1):
        start = 0
        for end in range(1, len(row) + 1):
            if end == len(row) or row[end] != row[start]:
                if row[start]:
                    box = (start * side, _CODE_POINTS - down * side, (end - start) * side, side)
                    drawing.add(Rect(*box, fillColor=black, strokeColor=None))
                start = end
    return drawing
