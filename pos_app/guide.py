"""The guide for people: its pages, read from Markdown, and a search through all of them.

The pages lie in `resources/guide/<language>`. They use a small part of Markdown: headings, each
below an anchor `<a id="pay-cash"></a>`, paragraphs, numbered steps, points and pictures; inside a
line `**words on the screen**`, `` `a key` `` and `[a link](lead.md#open)`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pos_app.languages import LANGUAGES, LanguageCode, language_of
from pos_app.paths import resources_dir

PAGES = ("helper", "orders", "lead", "office", "office-orders", "trouble")
"""The pages of the guide in the order in which they are read."""
CARD = "card"
"""The page that is printed on A5 for the counter, and not shown in the window."""
_ANCHOR = re.compile(r'<a id="([a-z0-9-]+)"></a>')
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([a-z0-9-]+\.png)\)")
_STEP = re.compile(r"([0-9]+)\. (.*)")
_SPAN = re.compile(r"\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)")
_EXCERPT = 90


class BlockKind(StrEnum):
    """What a block of a page is."""

    HEADING = "heading"
    TEXT = "text"
    STEP = "step"
    POINT = "point"
    PICTURE = "picture"


class SpanKind(StrEnum):
    """What a piece of a line is: SCREEN is what stands on the screen, KEY a key of the keyboard."""

    PLAIN = "plain"
    SCREEN = "screen"
    KEY = "key"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; `target` is where a link leads, as `lead.md#open`."""

    kind: SpanKind
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, step, point or picture of a page.

    Attributes:
        text: Its words; of a picture what it shows.
        level: Of a heading: 1 for the page's title.
        anchor: Of a heading: by what it is found.
        number: Of a step.
        file: Of a picture: its file beside the page.
    """

    kind: BlockKind
    text: str
    level: int = 0
    anchor: str = ""
    number: int = 0
    file: str = ""

    @property
    def spans(self) -> list[Span]:
        """The pieces of its words."""
        return list(_spans(self.text))

    @property
    def plain(self) -> str:
        """Its words alone."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the guide in one language."""

    name: str
    language: LanguageCode
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.headings[0].plain

    @property
    def headings(self) -> list[Block]:
        """Its headings in order."""
        return [block for block in self.blocks if block.kind is BlockKind.HEADING]

    @property
    def sections(self) -> list[tuple[Block, list[Block]]]:
        """Each heading with what stands below it, up to the next one."""
        found: list[tuple[Block, list[Block]]] = []
        for block in self.blocks:
            if block.kind is BlockKind.HEADING:
                found.append((block, []))
            else:
                found[-1][1].append(block)
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """A section of the guide: page, anchor, and what a list of places shows of it."""

    page: str
    anchor: str
    title: str
    excerpt: str = ""


def guide_dir(language: LanguageCode) -> Path:
    """Returns the folder of the guide's pages and pictures in `language`."""
    return resources_dir() / "guide" / language_of(language).code


@cache
def read_page(name: str, language: LanguageCode) -> Page:
    """Returns the page `name` (of PAGES)."""
    path = guide_dir(language) / f"{name}.md"
    return Page(name, language, tuple(parse(path.read_text(encoding="utf-8"))))


def parse(markdown: str) -> Iterator[Block]:
    """Yields the blocks of a page."""
    anchor = ""
    for chunk in re.split(r"\n\s*\n", markdown.strip()):
        for line in _joined(chunk):
            named = _ANCHOR.fullmatch(line)
            if named:
                anchor = named[1]
                continue
            yield _block(line, anchor)


def _joined(chunk: str) -> list[str]:
    """Returns the lines of a chunk; a line that begins nothing of its own continues the last."""
    lines: list[str] = []
    for line in map(str.strip, chunk.splitlines()):
        begins = line.startswith(("#", "- ", "!", "<a ")) or _STEP.fullmatch(line)
        if lines and not begins and not _ANCHOR.fullmatch(lines[-1]):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def _block(line: str, anchor: str) -> Block:
    picture, step = _PICTURE.fullmatch(line), _STEP.fullmatch(line)
    if line.startswith("#"):
        marks, _, words = line.partition(" ")
        return Block(BlockKind.HEADING, words, level=len(marks), anchor=anchor)
    if picture:
        return Block(BlockKind.PICTURE, picture[1], file=picture[2])
    if step:
        return Block(BlockKind.STEP, step[2], number=int(step[1]))
    if line.startswith("- "):
        return Block(BlockKind.POINT, line[2:])
    return Block(BlockKind.TEXT, line)


def _spans(text: str) -> Iterator[Span]:
    at = 0
    for found in _SPAN.finditer(text):
        if found.start() > at:
            yield Span(SpanKind.PLAIN, text[at : found.start()])
        screen, key, link, target = found.groups()
        if screen:
            yield Span(SpanKind.SCREEN, screen)
        elif key:
            yield Span(SpanKind.KEY, key)
        else:
            yield Span(SpanKind.LINK, link, target)
        at = found.end()
    if at < len(text):
        yield Span(SpanKind.PLAIN, text[at:])


def contents(language: LanguageCode) -> list[tuple[Page, list[Place]]]:
    """Returns each page with its sections."""
    pages = [read_page(name, language) for name in PAGES]
    return [
        (page, [Place(page.name, each.anchor, each.plain) for each in page.headings[1:]])
        for page in pages
    ]


def page_of(anchor: str, language: LanguageCode) -> str:
    """Returns the page with that anchor; the first page if there is none."""
    for name in PAGES:
        if any(each.anchor == anchor for each in read_page(name, language).headings):
            return name
    return PAGES[0]


def find(words: str, language: LanguageCode) -> list[Place]:
    """Returns the sections that have every word, those with one in their heading first.

    A word is looked for in every language, because a helper may know a thing by its other name;
    the sections are shown in `language`.
    """
    wanted = _folded(words).split()
    if not wanted:
        return []
    hits: list[tuple[bool, Place]] = []
    for name in PAGES:
        for heading, below in read_page(name, language).sections:
            if _has_every_word(name, heading.anchor, wanted):
                title, lines = heading.plain, [block.plain for block in below]
                elsewhere = not any(word in _folded(title) for word in wanted)
                place = Place(name, heading.anchor, title, _excerpt(lines, wanted))
                hits.append((elsewhere, place))
    return [place for _, place in sorted(hits, key=lambda hit: hit[0])]


def _has_every_word(name: str, anchor: str, wanted: list[str]) -> bool:
    """Whether a section has all the words in one of the languages."""
    texts = [_texts_by_anchor(name, code).get(anchor, "") for code in LANGUAGES]
    return any(all(word in text for word in wanted) for text in texts)


@cache
def _texts_by_anchor(name: str, language: LanguageCode) -> dict[str, str]:
    return {
        heading.anchor: _folded("\n".join(each.plain for each in (heading, *below)))
        for heading, below in read_page(name, language).sections
    }


def _folded(text: str) -> str:
    """Returns the text without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _excerpt(lines: list[str], wanted: list[str]) -> str:
    """Returns the first line with one of the words, else the first line, shortened."""
    hit = next((line for line in lines if any(word in _folded(line) for word in wanted)), "")
    line = hit or (lines[0] if lines else "")
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rstrip()}…"
