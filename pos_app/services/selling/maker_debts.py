"""Makers who were paid out for a piece that then comes back: what they have received too much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.domain.catalogue import Maker
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import void_lines
from pos_app.domain.sale import Sale, SaleLine
from pos_app.domain.settlement import settle_line
from pos_app.errors import Problem
from pos_app.services.day.payouts import due_at_this_till
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store


@dataclass(frozen=True, slots=True)
class MakerDebt:
    """A maker's name, and how many rupiah more than theirs they have received at this till."""

    maker: str
    amount: Rupiah

    @property
    def problem(self) -> Problem:
        """A warning that says who owes whom, and what happens to it."""
        return Problem("maker_owes", "warning", {"maker": self.maker, "amount": self.amount})


def debts_after(shop: Shop, lines: Iterable[SaleLine]) -> tuple[MakerDebt, ...]:
    """Returns the makers who owe the stand once the lines of a refund or void are written."""
    by_maker: dict[str, list[SaleLine]] = defaultdict(list)
    for line in lines:
        by_maker[line.maker].append(line)
    known = {maker.code: maker for maker in catalogue_store.makers(shop.database)}
    found = []
    for code, back in by_maker.items():
        maker = known.get(code, Maker(code, code))
        due = due_at_this_till(shop, maker) + sum(_due(maker, line) for line in back)
        if due < 0:
            found.append(MakerDebt(maker.name, -due))
    return tuple(found)


def debts_now(shop: Shop, lines: Iterable[SaleLine]) -> tuple[MakerDebt, ...]:
    """Returns the makers of `lines`, which are stored, who owe the stand."""
    known = {maker.code: maker for maker in catalogue_store.makers(shop.database)}
    makers = (known.get(code, Maker(code, code)) for code in {line.maker: 1 for line in lines})
    dues = ((maker, due_at_this_till(shop, maker)) for maker in makers)
    return tuple(MakerDebt(maker.name, -due) for maker, due in dues if due < 0)


def debts_after_void(shop: Shop, sale: Sale) -> tuple[MakerDebt, ...]:
    """Returns the makers who owe the stand once `sale` is voided."""
    return debts_after(shop, void_lines(sale))


def _due(maker: Maker, line: SaleLine) -> Rupiah:
    settled = settle_line(line.qty, line.list_price, line.amount, line.share_bp)
    return settled.due(maker.discount_by)
