"""Which files are added up: the newest revisions that are not in dispute."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.office.book_day import BookDay
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.reconcile.chains import Chain
from pos_app.office.reconcile.disputes import Conflict, disputed_orders, disputed_till_days
from pos_app.office.reconcile.order_trails import without_contested, without_overruled


def counted_files(
    chains: Iterable[Chain],
    conflicts: Iterable[Conflict],
    through: str,
    effective: EffectiveDecisions,
) -> list[BookDay]:
    """The newest revisions through a day that are not in dispute; of two laptops both files.

    They are without the deliveries of orders that the office did not choose, or has yet to choose.
    """
    conflicts = list(conflicts)
    disputed, orders = disputed_till_days(conflicts), disputed_orders(conflicts)
    heads = (file for chain in chains for file in chain.counted(effective))
    found = [head for head in heads if head.day <= through and head.till_day not in disputed]
    return without_contested(without_overruled(found, effective), orders)
