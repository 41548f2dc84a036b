"""The guide on paper: its pages on A4, and the card on A5 that stands on the counter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.guide import CARD, PAGES, Block, BlockKind, Span, SpanKind, guide_dir, read_page
from pos_app.languages import LanguageCode
from pos_app.printing import a4_page
from pos_app.printing.paper_texts import paper_text

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable

A5 = (419.53, 595.28)
"""Width and height in points."""
_PICTURE = 300.0  # points wide
_CARD_MARGIN = 30.0
_KEY_GROUND = "#E8F3F1"
_INDENT = 16.0
_HEADINGS = {1: 20.0, 2: 13.0}


@dataclass(frozen=True, slots=True)
class CardOf:
    """Whose card it is: the stand's name, the event, and the till as `A07 · 1`."""

    stand_name: str
    event: str
    place: str


def guide_pdf(language: LanguageCode) -> bytes:
    """Return the whole guide as A4 pages; each part counts its own."""
    pages = [read_page(name, language) for name in PAGES]
    parts = [(page.title, list(_story(page.blocks, 9.5, language))) for page in pages]
    return a4_page.build_parts(paper_text("guide", language), parts, language)


def cards_pdf(cards: Sequence[CardOf], language: LanguageCode) -> bytes:
    """Return one A5 card for each till, to be printed in one job."""
    from reportlab.platypus import KeepInFrame, PageBreak, SimpleDocTemplate

    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A5,
        leftMargin=_CARD_MARGIN,
        rightMargin=_CARD_MARGIN,
        topMargin=_CARD_MARGIN,
        bottomMargin=_CARD_MARGIN,
        title=a4_page.drawable_text(read_page(CARD, language).title),
        lang=language,
        invariant=1,
    )
    # A frame pads its content by six points on each side.
    room = [side - 2 * _CARD_MARGIN - 13 for side in A5]
    whole: list[Flowable] = []
    for card in cards:
        story = list(_card(card, language))
        whole += [*([PageBreak()] if whole else []), KeepInFrame(*room, story, mode="shrink")]
    document.build(whole)
    return buffer.getvalue()


def _card(card: CardOf, language: LanguageCode) -> Iterable[Flowable]:
    facts = f"{card.event} · {card.place}"
    yield a4_page.paragraph(facts, 9, color=a4_page.MUTED, after=0)
    yield a4_page.paragraph(card.stand_name, 15, strong=True, after=8)
    yield from _story(read_page(CARD, language).blocks, 11.5, language)
    yield a4_page.spacer(14)
    for name in ("card_lead", "card_phone"):
        words = f"{paper_text(name, language)}: ______________________________"
        yield a4_page.paragraph(words, 10, after=10)


def _story(blocks: Sequence[Block], size: float, language: LanguageCode) -> Iterable[Flowable]:
    """Yield the blocks; a heading stays with what follows it, a picture with what it shows."""
    for block, after in zip_longest(blocks, blocks[1:]):
        if block.kind is BlockKind.PICTURE:
            yield from _picture(block, language)
        else:
            pictured = after is not None and after.kind is BlockKind.PICTURE
            yield _words(block, size, with_next=pictured)


_LISTED = (BlockKind.STEP, BlockKind.POINT)


def _picture(block: Block, language: LanguageCode) -> list[Flowable]:
    from reportlab.lib.utils import ImageReader
    from reportlab.platypus import Image

    path = str(guide_dir(language) / block.file)
    wide, high = ImageReader(path).getSize()
    shown = min(_PICTURE, wide * 0.6)
    picture = Image(path, shown, high * shown / wide, hAlign="LEFT")
    picture.keepWithNext = 1
    return [picture, a4_page.paragraph(block.text, 7.5, color=a4_page.MUTED, after=8, before=2)]


def _words(block: Block, size: float, *, with_next: bool) -> Flowable:
    from reportlab.platypus import Paragraph

    listed = block.kind in _LISTED
    marked = "".join(map(_marked, block.spans))
    if block.kind is BlockKind.HEADING:
        return Paragraph(marked, _style(_HEADINGS[block.level], heading=block.level))
    bullet = f"{block.number}." if block.kind is BlockKind.STEP else "•"
    style = _style(size, indent=_INDENT if listed else 0, with_next=with_next)
    return Paragraph(marked, style, bulletText=bullet if listed else None)


def _style(
    size: float, *, heading: int = 0, indent: float = 0, with_next: bool = False
) -> ParagraphStyle:
    from reportlab.lib.styles import ParagraphStyle

    font = pdf_font(STRONG if heading else REGULAR).fontName
    return ParagraphStyle(
        "guide",
        fontName=font,
        bulletFontName=pdf_font(REGULAR).fontName,
        bulletFontSize=size,
        fontSize=size,
        leading=size * 1.4,
        textColor=a4_page.ACCENT if heading > 1 else a4_page.INK,
        spaceBefore=9 if heading > 1 else 0,
        spaceAfter=3,
        leftIndent=indent,
        keepWithNext=int(with_next or bool(heading)),
    )


def _marked(span: Span) -> str:
    words = escape(_with_its_spaces(span.text), quote=False)
    strong = pdf_font(STRONG).fontName
    if span.kind is SpanKind.SCREEN:
        return f'<font name="{strong}">{words}</font>'
    if span.kind is SpanKind.KEY:
        ground = f'backColor="{_KEY_GROUND}" color="{a4_page.ACCENT}"'
        return f'<font name="{strong}" {ground}>&nbsp;{words}&nbsp;</font>'
    return words


def _with_its_spaces(text: str) -> str:
    """Return what the font can draw of it; the spaces at its ends part it from its neighbours."""
    inner = text.strip()
    return text.replace(inner, a4_page.drawable_text(inner)) if inner else text
