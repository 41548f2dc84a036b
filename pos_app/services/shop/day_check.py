"""What is held against each other before a day is closed, so that only a sound day is signed."""

from __future__ import annotations

from pos_app.errors import MachineError
from pos_app.services.shop.shop import Shop
from pos_app.services.shop.start_check import as_machine_errors, check_days_start


def check_day(shop: Shop, *, tables: bool = True) -> None:
    """Hold twin, chain and tables of the newest day against each other.

    Without `tables`, these are left to the close, which holds them against the journal while it
    writes the day. A twin with damaged lines is written anew if the journal is whole. Chain and
    twin of the days before are looked at, too, unless the checks after the start of this run found
    them sound. Raises PosError `twin_differs`, `twin_not_restorable`, MachineError
    `journal_damaged`, `database_damaged`.
    """
    shop.refuse_trouble()
    with as_machine_errors():
        if shop.twin:
            shop.twin.flush()
            shop.difference = shop.find_difference(full=True, tables=tables)
        if shop.difference is None or not shop.difference.choice:
            check_days_start(shop.database, shop.journal)
            broken = shop.journal.first_break(1 if shop.checked is None else shop.checked.seq + 1)
            if broken is not None:
                shop.damage = MachineError("journal_damaged", row=broken)
    shop.refuse_trouble()
    shop.mend_twin()
