"""Breaks texts into lines for any device; `measure` returns the width of a string on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]

_CONTROL = frozenset(("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
_VARIATION = frozenset("\ufe0e\ufe0f")
_ASCII = str.maketrans(
    {
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "·": "-", "•": "-",
        "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "×": "x", "→": "->", "⁄": "/", "€": "EUR", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe",
        "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th",
        "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "ng", "Ŋ": "Ng",
    }
)  # fmt: skip


def printable(text: str) -> str:
    """Return `text` on one line: NFC, single spaces, no control or direction characters.

    Names come from outside. A line break or right-to-left override in one must not move an amount.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (_plain(char) for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf" or char in _VARIATION:
        return ""
    return " " if category in _CONTROL else char


def to_ascii(text: str, keep: Callable[[str], bool] = str.isascii) -> str:
    """Return `text` with characters that `keep` rejects spelled in ASCII.

    A run of characters without a spelling becomes one `?`.
    """
    out = "".join(char if keep(char) else _spelled(char) for char in text)
    return re.sub("\0+", "?", out)


def _spelled(char: str) -> str:
    """Return `char` in ASCII: empty for a combining mark, NUL for a character without spelling."""
    if unicodedata.combining(char) or unicodedata.category(char) == "Mn":
        return ""
    parts = unicodedata.normalize("NFKD", char.translate(_ASCII)).translate(_ASCII)
    return "".join(part for part in parts if part.isascii()) or "\0"


def wrap(text: str, room: float, measure: Measure) -> list[str]:
    """Return `text` in lines no wider than `room`, broken between words where possible."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if measure(joined) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, room, measure)
        lines.extend(full)
    return [*lines, line] if line else lines or [""]


def _pieces(word: str, room: float, measure: Measure) -> Iterator[str]:
    start = 0
    for end in range(1, len(word) + 1):
        if end - start > 1 and measure(word[start:end]) > room:
            yield word[start : end - 1]
            start = end - 1
    yield word[start:]


def wrap_pair(
    left: str, right: str, room: float, gap: float, measure: Measure, measure_right: Measure
) -> list[tuple[str, str]]:
    """Return lines of (left, right); `right` is unbroken, at the end of the last line."""
    lines = [(line, "") for line in wrap(left, room, measure)]
    last = lines[-1][0]
    if not last or measure(last) + gap + measure_right(right) <= room:
        return [*lines[:-1], (last, right)]
    return [*lines, ("", right)]
