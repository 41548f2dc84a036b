"""Days of which some codes have come by light, in words: what is here, and what to ask for."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.domain.event import TillIdentity
from pos_app.languages import LanguageCode
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
    """What to photograph again: `screen 2 and 4 (on paper code 3, 4 and 7)`."""
    words = texts_in("by_photo", lang)
    screens, codes = (_listed(each, words["and"]) for each in (partial.screens, partial.codes))
    return words["screen"].format(screens=screens, codes=codes)


def _listed(numbers: Sequence[int], word: str) -> str:
    """Numbers in a sentence: `2`, `2 and 4`, `2, 4 and 5`."""
    texts = list(map(str, numbers))
    return f" {word} ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))
