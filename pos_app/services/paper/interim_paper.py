"""The interim total on paper, for a till whose telephone is the only thing that leaves the hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.languages import LanguageCode
from pos_app.services.day.interim import interim_of_row
from pos_app.services.shop.shop import Shop

if TYPE_CHECKING:
    from pos_app.printing.blocks import Layout


def interim_layout(shop: Shop, row: str, lang: LanguageCode) -> Layout:
    """Returns the paper of the total in a journal row. Raises PosError `interim_unknown`."""
    from pos_app.printing.interim_slip import InterimSlip, interim_blocks

    interim = interim_of_row(shop, int(row) if row.isdigit() else 0)
    identity, facts = shop.identity, interim.facts
    slip = InterimSlip(
        day=facts.day,
        at=facts.at,
        place=identity.place,
        stand_name=identity.name or f"Stan {identity.stand}",
        event_name=identity.event,
        sales=facts.sales,
        net=facts.net,
        code=interim.code,
        signed=interim.text,
        training=identity.training,
        orders=facts.orders,
        deposits=facts.deposits,
    )
    return interim_blocks(slip, lang)
