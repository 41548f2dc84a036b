"""What needs a lead: asked for once, at the moment it is wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.session import Session


def ask_lead(session: Session, words: str, parent: QWidget | None = None) -> str | None:
    """The code of the lead who allows what `words` say; None when nobody did.

    A till without staff locks nothing: then it is whoever stands at the till, perhaps nobody named.
    """
    return session.who
