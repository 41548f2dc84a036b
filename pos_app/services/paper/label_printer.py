"""The thermal label printer of a till, which prints labels from the same queue as receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.errors import PosError
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.services.paper.labels import LabelRequest, make_labels
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.printer_settings import check_address
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store.print_jobs import add_job

if TYPE_CHECKING:
    from pos_app.labels.stock import Stock
    from pos_app.printing.label_roll import LabelPrinterKind

ROWS_PER_JOB = 25  # after a paper jam, one job of at most so many rows is printed again
_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class LabelPrinter:
    """A label printer at an address, of a known kind."""

    address: str
    kind: str


def label_printer(shop: Shop) -> LabelPrinter | None:
    """Returns the till's label printer, or None: then labels are PDF files."""
    from pos_app.printing.label_roll import DEFAULT

    address = shop.settings.get(setting_keys.LABEL_PRINTER_ADDRESS)
    return (
        LabelPrinter(address, shop.settings.get(setting_keys.LABEL_PRINTER_KIND, DEFAULT))
        if address
        else None
    )


def set_label_printer(shop: Shop, chosen: LabelPrinter | None) -> None:
    """Stores the label printer. Raises PosError `printer_address`, `printer_kind_unknown`."""
    from pos_app.printing.label_roll import kind

    if chosen is not None:
        check_address(chosen.address, raw=True)
        kind(chosen.kind)
    shop.settings.set(setting_keys.LABEL_PRINTER_ADDRESS, chosen.address if chosen else "")
    shop.settings.set(setting_keys.LABEL_PRINTER_KIND, chosen.kind if chosen else "")


def label_printer_kinds() -> dict[str, LabelPrinterKind]:
    """Returns the kinds of label printers that are known, by their keys."""
    from pos_app.printing.label_roll import kinds

    return kinds()


def queue_labels(
    shop: Shop,
    requests: Sequence[LabelRequest],
    stock: Stock,
    dpi: int,
    lang: LanguageCode = DEFAULT_LANGUAGE,
) -> int:
    """Queues labels, a few rows in each job; returns how many labels. `dpi` is dots per inch.

    Raises PosError `no_label_printer`, `label_not_a_roll`, `label_wider_than_head`, and the
    codes of `make_labels`, before anything is queued.
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
    pages = pictures(make_labels(shop, requests, stock, dpi, lang=lang), dpi / _POINTS_PER_INCH)
    with shop.transaction():
        for at in range(0, len(pages), ROWS_PER_JOB):
            part = pages[at : at + ROWS_PER_JOB]
            ref = f"{at + 1}–{at + len(part)} / {len(pages)}"
            data = to_label_roll(part, printer)
            add_job(shop.database, shop.now(), JobKind.LABELS, ref, "id", data)
    return sum(request.copies for request in requests)
