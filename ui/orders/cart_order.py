"""What a cart would be as an order: of each maker in it, the words, the pieces and the price."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.money import Rupiah
from pos_app.domain.orders import MAX_WHAT


@dataclass(frozen=True, slots=True)
class CartOrder:
    """The lines of one maker: `product` where there is only one."""

    maker: str
    what: str
    qty: int
    total: Rupiah
    product: Product | None


def orders_in(cart: Cart) -> list[CartOrder]:
    """Return what the cart has of each maker, in the order of its lines."""
    lines = cart.lines() if len(cart) else ()
    makers = dict.fromkeys(line.maker for line in lines)
    found = []
    for maker in makers:
        own = [n for n, line in enumerate(lines) if line.maker == maker]
        products = {cart.items[n].product.sku: cart.items[n].product for n in own}
        one = next(iter(products.values())) if len(products) == 1 else None
        parts = [f"{lines[n].qty} × {lines[n].name}" for n in own]
        what = one.name if one is not None else ", ".join(parts)
        qty, total = (sum(getattr(lines[n], key) for n in own) for key in ("qty", "amount"))
        found.append(CartOrder(maker, what[:MAX_WHAT], qty, total, one))
    return found


def without_maker(cart: Cart, maker: str) -> Cart:
    """Return the cart without the lines of a maker, which became an order."""
    for row in reversed(range(len(cart))):
        if cart.items[row].product.maker == maker:
            cart = cart.without(row)
    return cart
