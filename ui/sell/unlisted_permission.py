"""A lead's permission for pieces without a code, asked once for each piece and price."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.pricing import CartItem
from pos_app.services.selling.unlisted_pieces import pieces_for_lead
from ui.session import Session
from ui.staff import authorisation


def allow_unlisted(session: Session, cart: Cart, parent: QWidget | None = None) -> bool:
    """Return whether a lead allows every unlisted piece of `cart` that needs one.

    Who allowed which piece at which price is kept in the session until the program ends.
    """
    asked = [
        piece for piece in pieces_for_lead(session.shop, cart) if _key(piece) not in session.allowed
    ]
    if not asked:
        return True
    template = QCoreApplication.translate(
        "UnlistedPermission", "{0}: cheaper than a listed piece, without a code"
    )
    lead = authorisation.ask_lead(session, template.format(asked[0].product.name), parent)
    if lead is None:
        return False
    session.allowed |= {_key(piece): lead for piece in asked}
    return True


def allowed_by(session: Session, cart: Cart) -> str:
    """Return a lead who allowed an unlisted piece of the cart, or an empty text."""
    keys = (_key(item) for item in cart.items if not item.product.listed)
    return next((session.allowed[key] for key in keys if key in session.allowed), "")


def _key(item: CartItem) -> tuple[str, str, int]:
    return item.product.maker, item.product.name, item.price
