"""Labels straight to a thermal label printer, through the same queue as receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.errors import PosError
from pos_app.services.paper.labels import Wanted, make_labels
from pos_app.services.paper.print_queue import (
    LABEL_ADDRESS_KEY,
    LABELS,
    check_address,
)
from pos_app.services.shop.shop import Shop
from pos_app.store.print_jobs import add_job

if TYPE_CHECKING:
    from pos_app.labels.stock import Stock
    from pos_app.printing.label_roll import LabelPrinterKind

KIND_KEY = "label_printer_kind"
ROWS_OF_A_JOB = 25  # a jam repeats no more than these
_POINTS = 72


@dataclass(frozen=True, slots=True)
class LabelPrinter:
    """Where it is, and what it can do."""

    address: str
    kind: str


def label_printer(shop: Shop) -> LabelPrinter | None:
    """The till's label printer, or None: then labels are PDF files."""
    from pos_app.printing.label_roll import DEFAULT

    address = shop.settings.get(LABEL_ADDRESS_KEY)
    return LabelPrinter(address, shop.settings.get(KIND_KEY, DEFAULT)) if address else None


def set_label_printer(shop: Shop, chosen: LabelPrinter | None) -> None:
    """Keeps it. Raises PosError `printer_address`, `printer_kind_unknown`."""
    from pos_app.printing.label_roll import kind

    if chosen is not None:
        check_address(chosen.address, raw=True)
        kind(chosen.kind)
    shop.settings.set(LABEL_ADDRESS_KEY, chosen.address if chosen else "")
    shop.settings.set(KIND_KEY, chosen.kind if chosen else "")


def label_kinds() -> dict[str, LabelPrinterKind]:
    """The kinds of label printers that are known, by their keys."""
    from pos_app.printing.label_roll import kinds

    return kinds()


def queue_roll(shop: Shop, wanted: Sequence[Wanted], stock: Stock, dpi: int) -> int:
    """Puts the labels into the printer's queue, a few rows to a job; returns how many labels.

    Raises PosError `no_label_printer`, `label_not_a_roll`, `label_wider_than_head`, and what
    `make_labels` raises, before anything is queued.
    """
    from pos_app.printing.label_roll import kind, to_label_roll
    from pos_app.printing.preview import pictures

    to = label_printer(shop)
    if to is None:
        raise PosError("no_label_printer")
    printer = kind(to.kind)
    if stock.grid[1] != 1:
        raise PosError("label_not_a_roll", name=stock.name)
    if stock.page[0] > printer.head_mm:
        facts = {"name": stock.name, "width": f"{stock.page[0]:g}", "head": printer.head_mm}
        raise PosError("label_wider_than_head", **facts)
    pages = pictures(make_labels(shop, wanted, stock, dpi), dpi / _POINTS)
    with shop.transaction():
        for at in range(0, len(pages), ROWS_OF_A_JOB):
            part = pages[at : at + ROWS_OF_A_JOB]
            ref = f"{at + 1}–{at + len(part)} / {len(pages)}"
            data = to_label_roll(part, printer)
            add_job(shop.database, shop.now(), LABELS, ref, "id", data)
    return sum(want.copies for want in wanted)
