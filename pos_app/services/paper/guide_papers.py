"""The guide as a PDF, and the card for the counter of a stand."""

from __future__ import annotations

from pos_app.languages import LanguageCode
from pos_app.services.shop.shop import Shop


def guide_pdf(language: LanguageCode) -> bytes:
    """Returns the guide in `language` as A4 pages."""
    from pos_app.printing import guide_pages

    return guide_pages.guide_pdf(language)


def till_card_pdf(shop: Shop, language: LanguageCode) -> bytes:
    """Returns the card of this till on A5: how to sell, in five minutes."""
    from pos_app.printing.guide_pages import CardOf, cards_pdf

    identity = shop.identity
    name = identity.name or identity.stand
    return cards_pdf([CardOf(name, identity.event, identity.place)], language)
