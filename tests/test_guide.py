"""The guide: its words are those on the screen, its pictures are scenes, its search finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pos_app import guide
from pos_app.guide import CARD, PAGES, BlockKind, SpanKind
from pos_app.languages import LANGUAGES
from pos_app.paths import resources_dir
from ui.gallery.scenes import SCENES
from ui.translate import read_ts

MOST_BYTES = 3 * 1024 * 1024
EVERY_PAGE = [(name, language) for language in LANGUAGES for name in PAGES]
WITH_CARD = [*EVERY_PAGE, *((CARD, language) for language in LANGUAGES)]


def window_texts(language: str) -> set[str]:
    """Every text of the windows, with an ellipsis for what is filled in."""
    texts: set[str] = set()
    for (_, source), forms in read_ts(resources_dir() / "i18n" / "id.ts").items():
        texts.update([source] if language == "en" else forms)
    return {re.sub(r"\{\d\}|%n", "…", text) for text in texts}


def spans(name: str, language: str, kind: SpanKind) -> list[guide.Span]:
    blocks = guide.read_page(name, language).blocks
    return [span for block in blocks for span in block.spans if span.kind is kind]


@pytest.mark.parametrize(("name", "language"), WITH_CARD)
def test_every_quoted_word_stands_on_the_screen(name: str, language: str) -> None:
    known = window_texts(language)
    quoted = {span.text for span in spans(name, language, SpanKind.SCREEN)}
    assert quoted
    assert sorted(quoted - known) == []


@pytest.mark.parametrize("name", [*PAGES, CARD])
def test_both_languages_tell_the_same(name: str) -> None:
    """Section by section, with the same keys, pictures and steps."""

    def shape(language: str) -> list[object]:
        page = guide.read_page(name, language)
        return [
            (block.kind, block.level, block.anchor, block.number, block.file)
            for block in page.blocks
        ]

    assert shape("id") == shape("en")
    keys = [[span.text for span in spans(name, code, SpanKind.KEY)] for code in ("id", "en")]
    assert sorted(text for text in keys[0] if " " not in text) == sorted(
        text for text in keys[1] if " " not in text
    )


@pytest.mark.parametrize(("name", "language"), EVERY_PAGE)
def test_every_heading_has_an_anchor_and_every_link_leads_somewhere(
    name: str, language: str
) -> None:
    headings = guide.read_page(name, language).headings
    assert all(heading.anchor for heading in headings)
    assert [heading.level for heading in headings] == [1, *[2] * (len(headings) - 1)]
    for span in spans(name, language, SpanKind.LINK):
        page, _, anchor = span.target.partition("#")
        assert guide.page_of(anchor, language) == page.removesuffix(".md")


def test_no_anchor_is_used_twice() -> None:
    anchors = [each.anchor for name in PAGES for each in guide.read_page(name, "id").headings]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_a_scene_and_lies_beside_its_page(language: str) -> None:
    """A scene that is renamed or gone would leave an old picture behind."""
    shown = {
        block.file
        for name in PAGES
        for block in guide.read_page(name, language).blocks
        if block.kind is BlockKind.PICTURE
    }
    folder = guide.guide_dir(language)
    assert {Path(file).stem for file in shown} <= set(SCENES)
    assert {path.name for path in folder.glob("*.png")} == shown


def test_the_pictures_are_small() -> None:
    files = (resources_dir() / "guide").rglob("*.png")
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES


@pytest.mark.parametrize(
    ("words", "language", "anchor"),
    [
        ("lupa pin", "id", "forgot-pin"),
        ("forgot pin", "en", "forgot-pin"),
        ("laptop dead", "id", "dead-laptop"),  # an English word in the Indonesian guide
        ("STIK", "en", "safety"),
        ("tanda terima", "id", "received"),
    ],
)
def test_a_search_finds_the_section_in_either_language(
    words: str, language: str, anchor: str
) -> None:
    found = guide.find(words, language)
    assert anchor in [place.anchor for place in found][:6]
    own = {each.anchor: each.plain for each in guide.read_page(found[0].page, language).headings}
    assert found[0].title == own[found[0].anchor]


def test_a_search_for_nothing_or_for_an_unknown_word_finds_nothing() -> None:
    assert guide.find("  ", "id") == []
    assert guide.find("zzzz", "en") == []


def test_a_line_that_goes_on_belongs_to_the_block_before_it() -> None:
    text = '<a id="a"></a>\n# Title\n\n1. one\n   goes on\n2. two\n\n![Sell](sell.png)'
    blocks = list(guide.parse(text))
    assert [(each.kind, each.text) for each in blocks] == [
        (BlockKind.HEADING, "Title"),
        (BlockKind.STEP, "one goes on"),
        (BlockKind.STEP, "two"),
        (BlockKind.PICTURE, "Sell"),
    ]
    assert blocks[0].anchor == "a"
    assert blocks[-1].file == "sell.png"
