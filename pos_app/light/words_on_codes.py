"""The words beside the codes: till, day, which part this is, and what to photograph.

Both languages stand together, because the one who takes the photo and the one who reads it at the
office may want different ones.
"""

from __future__ import annotations

from pos_app.clock import parse_day
from pos_app.dayfile.format import short_code
from pos_app.domain.event import TillIdentity
from pos_app.languages import LANGUAGES
from pos_app.light.codes import LightLabel
from pos_app.printing.paper_texts import format_day
from pos_app.texts import text

_LANGUAGES = tuple(LANGUAGES)


def both(key: str, **facts: object) -> str:
    """Return a text in every language, one after the other."""
    return " / ".join(text("light_codes", key, lang).format(**facts) for lang in _LANGUAGES)


def place_of(label: LightLabel) -> str:
    """Return stand, till and seat in short: `A07-1B`."""
    return TillIdentity(label.event, label.stand, label.till, "", label.seat).place


def day_of(label: LightLabel) -> str:
    """Return the day as people say it, with its revision where it was closed again."""
    day = format_day(parse_day(label.day), _LANGUAGES[0])
    return day if label.revision == 1 else f"{day} (r{label.revision})"


def practice_words(label: LightLabel) -> str:
    """Return the mark of a practice day; empty for a real one."""
    return both("practice") if label.training else ""


def head_words(label: LightLabel) -> str:
    """Return whose day this is, with the code of its day file."""
    parts = (practice_words(label), place_of(label), day_of(label), short_code(label.manifest))
    return "  ·  ".join(part for part in parts if part)


def screen_words(label: LightLabel, screen: int, screens: int) -> str:
    """Return the line above the codes of a screen, which is counted from 0."""
    return f"{head_words(label)}  ·  {both('screen', n=screen + 1, of=screens)}"


def photo_words() -> str:
    """Return what to do with a screen."""
    return both("photograph_screen")
