"""Days of which some codes have come by light, in words: what is here, and what to ask for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pos_app.domain.event import TillIdentity
from pos_app.languages import LanguageCode
from pos_app.light.papers import on_a_page
from pos_app.office.reconcile.partial_days import PartialDay
from pos_app.office.report.day_words import short_day_words
from pos_app.texts import texts_in


def partial_text(partial: PartialDay, lang: LanguageCode) -> str:
    """What is here: `7 of 9 parts, A07-1, 25 Oct`, with the revision of a day opened again."""
    words = texts_in("by_photo", lang)
    told = words["parts"].format(
        have=partial.have,
        need=partial.need,
        place=place_text(partial),
        day=short_day_words(partial.label.day, lang),
    )
    revision = partial.label.revision
    return told + (words["revision"].format(revision=revision) if revision > 1 else "")


def place_text(partial: PartialDay) -> str:
    """The till in short: `A07-1`."""
    label = partial.label
    return TillIdentity("", label.stand, label.till, "", label.seat).place


def photo_message(partial: PartialDay, event: str, lang: LanguageCode) -> str:
    """The sentence to the stand: what has come, and which screens to photograph again."""
    where, parts = places_text(partial, lang), partial_text(partial, lang)
    return texts_in("by_photo", lang)["ask"].format(event=event, parts=parts, where=where)


def places_text(partial: PartialDay, lang: LanguageCode) -> str:
    """What to photograph again: `screen 2 (on paper: page 1 code 3 and 4)`.

    The codes do not tell whether they were on a screen or on paper. A roll has no pages: there the
    same numbers hold.
    """
    words = texts_in("by_photo", lang)
    room = on_a_page(partial.count)
    pages = [
        words["sheet_codes"].format(page=page + 1, codes=_listed(list(codes), words["and"]))
        for page, codes in groupby(partial.codes, lambda number: (number - 1) // room)
    ]
    screens = _listed(partial.screens, words["and"])
    return words["screen"].format(screens=screens, codes="; ".join(pages))


def _listed(numbers: Sequence[int], word: str) -> str:
    """Numbers in a sentence: `2`, `2 and 4`, `2, 4 and 5`."""
    texts = list(map(str, numbers))
    return f" {word} ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))
