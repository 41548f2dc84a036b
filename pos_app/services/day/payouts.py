"""Whether a payout is more than a maker is owed at this till, or than the drawer should hold."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import Maker, match_maker
from pos_app.domain.money import Rupiah
from pos_app.domain.settlement import settle_line
from pos_app.errors import PosError, Problem
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store import earlier_payouts, maker_rows


@dataclass(frozen=True, slots=True)
class PayoutDoubt:
    """What speaks against a payout, in rupiah; zeros where nothing does.

    Attributes:
        maker: The maker's name.
        due: What the maker is owed at this till before the payout, at least 0.
        over_due: By how much the payout is more than that.
        over_drawer: By how much it is more than the drawer should hold. Nobody who counts the
            drawer is told, because it tells what is in there.
    """

    maker: str
    due: Rupiah
    over_due: Rupiah = 0
    over_drawer: Rupiah = 0

    def __bool__(self) -> bool:
        return bool(self.over_due or self.over_drawer)

    @property
    def fact(self) -> dict[str, Rupiah]:
        """What the journal notes of it beside the payout."""
        found = {"over_due": self.over_due, "over_drawer": self.over_drawer}
        return {name: amount for name, amount in found.items() if amount}

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """A warning for each thing that speaks against the payout."""
        found = []
        if self.over_due:
            facts = {"maker": self.maker, "due": self.due, "excess": self.over_due}
            found.append(Problem("payout_over_due", "warning", facts))
        if self.over_drawer:
            found.append(Problem("payout_over_drawer", "warning", {"maker": self.maker}))
        return tuple(found)


def known_maker(shop: Shop, text: str) -> Maker:
    """Returns the maker with a code or name. Raises PosError `maker_unknown`."""
    maker = match_maker(text, catalogue_store.makers(shop.database))
    if maker is None:
        raise PosError("maker_unknown", text=text[:40])
    return maker


def payout_doubt(shop: Shop, amount: Rupiah, maker: str) -> PayoutDoubt:
    """Returns what speaks against paying `amount` rupiah (above 0) to a maker now.

    Raises PosError `maker_unknown`.
    """
    found = known_maker(shop, maker)
    due = max(0, due_at_this_till(shop, found))
    first = till_store.first_seq_of_newest_day(shop.database)
    drawer = max(0, till_store.drawer_total(shop.database, first))
    return PayoutDoubt(found.name, due, max(0, amount - due), max(0, amount - drawer))


def due_at_this_till(shop: Shop, maker: Maker) -> Rupiah:
    """Returns what a maker is still owed for the sales of this till, less its payouts.

    What another laptop of the till sold and paid before it was taken over is among them.
    """
    lines = [
        *maker_rows.lines_of_maker(shop.database, maker.code),
        *earlier_payouts.lines_of_maker(shop.database, maker.code),
    ]
    settled = (settle_line(x.qty, x.list_price, x.amount, x.share_bp) for x in lines)
    sold = sum(each.due(maker.discount_by) for each in settled)
    paid = maker_rows.paid_out_to(shop.database, maker.code)
    return sold - paid - earlier_payouts.paid_out_to(shop.database, maker.code)
