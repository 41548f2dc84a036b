"""The settings card of the thermal label printer, which prints labels from a roll."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.languages import LanguageCode
from pos_app.services.paper import label_printer
from pos_app.services.paper.label_printer import LabelPrinter
from pos_app.services.shop.shop import Shop
from ui.off_thread import off_thread
from ui.printing.printer_form import PrinterForm
from ui.tasks import Runner


class LabelPrinterCard(PrinterForm):
    """Stores every choice at once."""

    def __init__(
        self,
        shop: Shop,
        language: LanguageCode,
        runner: Runner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(shop, language, runner, parent)
        self.set_placeholder(self.tr("none: labels as PDF"))
        for key, found in label_printer.label_printer_kinds().items():
            words = self.tr("{0}, prints {1} mm").format(found.name, found.head_mm)
            self.kind.addItem(words, key)
        self.refresh()

    def stored(self) -> tuple[str, str]:
        """Return the address and kind of the stored label printer."""
        found = label_printer.label_printer(self._shop)
        return (found.address, found.kind) if found else ("", "")

    def store(self, address: str, kind: str) -> bool:
        """Store the printer; return whether anything changed."""
        chosen = LabelPrinter(address, kind) if address else None
        if chosen == label_printer.label_printer(self._shop):
            return False
        off_thread(lambda: label_printer.set_label_printer(self._shop, chosen))
        return True
