"""What is worth a look, in words for lists, papers and commands; they accuse nobody."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.domain.money import format_rupiah
from pos_app.domain.payment_methods import METHODS
from pos_app.domain.review_items import ReviewItem, ReviewKind
from pos_app.languages import LanguageCode
from pos_app.texts import text, texts_in

_CHOICES = ("restored", "kept")
_CORRECTIONS = (ReviewKind.VOID, ReviewKind.REFUND)
_BY_A_WAY = (*_CORRECTIONS, ReviewKind.ORDER_RETURNED)


def item_words(item: ReviewItem, lang: LanguageCode) -> str:
    """One item as a sentence: `Dibatalkan 37 menit setelah dijual, tunai`."""
    words = text("review", _key(item), lang).format(
        minutes=item.minutes, count=item.count, price=format_rupiah(item.listed)
    )
    parts = [words]
    if item.kind in _BY_A_WAY and item.detail in METHODS:
        parts.append(text("methods", item.detail, lang))
    if item.count > 1 and item.kind is not ReviewKind.DIFFERENCE:
        parts.append(text("review", "times", lang).format(count=item.count))
    found = ", ".join(parts)
    return f"{found}: {item.detail}" if item.detail and _is_typed(item) else found


def count_words(found: Mapping[ReviewKind, int], lang: LanguageCode) -> list[str]:
    """How many of each kind, each as short words: `2 batal`."""
    words = texts_in("review_counts", lang)
    return [words[kind].format(count=count) for kind, count in found.items()]


def _key(item: ReviewItem) -> str:
    """The key of the item's sentence among the texts."""
    if item.kind in _CORRECTIONS and item.minutes is not None:
        return f"{item.kind}_after"
    if item.kind is ReviewKind.UNLISTED and item.listed:
        return "unlisted_listed"
    if item.kind is ReviewKind.TWIN_DIFFERS and item.detail in _CHOICES:
        return f"twin_differs_{item.detail}"
    if item.kind is ReviewKind.NO_LEAD and item.detail == "takeover":
        return "no_lead_takeover"
    if item.kind is not ReviewKind.DIFFERENCE:
        return str(item.kind)
    if item.detail == "person":
        return "difference_person"
    if item.count > 1:
        return "difference_days"
    return f"difference_{item.detail}"


def _is_typed(item: ReviewItem) -> bool:
    """Whether the detail is a name or a reason that somebody typed."""
    chosen = (ReviewKind.DIFFERENCE, ReviewKind.TWIN_DIFFERS, ReviewKind.NO_LEAD)
    return item.kind not in (*_BY_A_WAY, *chosen)
