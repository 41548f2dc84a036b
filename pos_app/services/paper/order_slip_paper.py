"""The slips of an order on paper: the buyer's is the receipt of the deposit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.sale import Sale, SaleKind
from pos_app.errors import PosError
from pos_app.services.orders.lookup import find_order, order_of_document
from pos_app.services.orders.slips import signed_slip
from pos_app.services.shop.shop import Shop

if TYPE_CHECKING:
    from pos_app.languages import LanguageCode
    from pos_app.printing.blocks import Layout
    from pos_app.printing.receipt import ReceiptHead


def order_layout(
    shop: Shop,
    sale: Sale,
    head: ReceiptHead,
    lang: LanguageCode,
    *,
    copy: bool = False,
    for_maker: bool = False,
) -> Layout:
    """Returns the paper of a deposit or of its return, in blocks that suit any device.

    Raises PosError `sale_unknown`; MachineError `key_missing`, `key_damaged`.
    """
    from pos_app.printing.order_slip import OrderPaper, order_blocks, return_blocks

    order = order_of_document(shop, sale)
    if order is None:
        raise PosError("sale_unknown", number=sale.number)
    found = find_order(shop, order.number)
    if sale.kind is SaleKind.DEPOSIT_RETURN:
        return return_blocks(OrderPaper(order, sale, found.maker.name), head, lang, copy)
    signed = signed_slip(shop, found)
    paper = OrderPaper(order, sale, found.maker.name, signed, for_maker)
    return order_blocks(paper, head, lang, copy)
