"""The facts of an inquiry as rows of a caption and words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from pos_app.domain.inquiry import Inquiry
from ui.orders.words import business_choices, warm_choices
from ui.sell.country_dialog import country_words
from ui.session import Session
from ui.texts import day_words


def inquiry_facts(
    session: Session, inquiry: Inquiry, makers: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return captions and words of an inquiry; nothing about who asked but the country."""
    pieces = ", ".join(piece.name for piece in inquiry.pieces)
    due = day_words(inquiry.due, session.language) if inquiry.due else ""
    rows = [
        (QCoreApplication.translate("InquiryFacts", "Looked at"), pieces),
        (
            QCoreApplication.translate("InquiryFacts", "Makers"),
            ", ".join(makers.get(code, code) for code in inquiry.all_makers),
        ),
        (
            QCoreApplication.translate("InquiryFacts", "For"),
            business_choices()[inquiry.business],
        ),
        (
            QCoreApplication.translate("InquiryFacts", "About how many"),
            str(inquiry.about_qty or ""),
        ),
        (QCoreApplication.translate("InquiryFacts", "By when"), due),
        (
            QCoreApplication.translate("InquiryFacts", "How likely"),
            warm_choices()[str(inquiry.warm)],
        ),
        (
            QCoreApplication.translate("InquiryFacts", "Country"),
            country_words(inquiry.country) if inquiry.country else "",
        ),
    ]
    return [(caption, words) for caption, words in rows if words]
