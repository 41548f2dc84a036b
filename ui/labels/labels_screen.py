"""The screen for printing labels: which products, how many, on which sheet, with a preview."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from pos_app.domain.catalogue import Product
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.paper import in_store_barcodes, label_printer, labels, pdf_files
from pos_app.services.paper.labels import LabelRequest
from ui import key_tables
from ui.event_errors import told_not_raised
from ui.labels.count_box import CountBox
from ui.labels.label_table import LabelTable
from ui.labels.sheet_card import SheetCard
from ui.printing.paper_preview import PaperDialog, ask_for_pdf
from ui.session import Session
from ui.staff import authorisation
from ui.till_timer import TillTimer
from ui.widgets.button_rows import button_row
from ui.widgets.buttons import KeyButton
from ui.widgets.list_screen import ListScreen

PREVIEW_DELAY_MS = 150  # after the last change, before the preview is drawn again


class LabelsScreen(ListScreen):
    """The products with their label counts at the left, the sheet with its preview at the right."""

    keys = key_tables.LABELS

    box: CountBox

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.table = LabelTable()
        super().__init__(CountBox(), self.table, parent)
        self._session = session
        self.all_stock = KeyButton(self.tr("As many as in stock"), "F3", "small")
        self.clear = KeyButton(self.tr("None"), "F4", "small")
        self.barcodes = KeyButton(self.tr("Give numbers"), "F6", "small")
        self.card = SheetCard(session)
        self._delay = TillTimer(session, self, self.show_preview, PREVIEW_DELAY_MS, once=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.box.setPlaceholderText(self.tr("Name, code, maker… or how many: 12 Enter"))
        self.box.setAccessibleName(self.tr("Find a product, or type how many labels"))
        self.barcodes.show_lock(staff.uses_pins(self._session.shop))
        buttons = button_row(self.all_stock, self.clear, self.barcodes)
        self._details_width = (0.32, 300, 440)
        self._arrange((self.box, buttons), self.card)

    def _connect(self) -> None:
        self.box.textChanged.connect(self.refresh)
        self.box.moved.connect(self.table.step)
        self.box.stepped.connect(self._change_count)
        self.box.entered.connect(self._enter)
        self.table.opened.connect(self._enter)
        self.all_stock.clicked.connect(self.label_all_stock)
        self.clear.clicked.connect(self.clear_counts)
        self.barcodes.clicked.connect(self.assign_barcodes)
        self.card.changed.connect(self._delay.start)
        self.card.edit_wanted.connect(self.edit_sheet)
        self.card.test_wanted.connect(self.show_test_page)
        self.card.preview_wanted.connect(self.preview)
        self.card.save_wanted.connect(self.save)
        self.card.print_wanted.connect(self.print)

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.card.refresh()
        self.show_preview()

    def refresh(self, _text: str = "") -> None:
        """Shows the products found; while a number is typed, the rows stay as they are."""
        if self.box.number is not None:
            return
        session, text = self._session, self.box.search_text
        found = session.products
        if text:
            found = [session.products[at] for at in session.index.find(text, len(found))]
        current = self.table.current()
        self.table.show_goods(found, current.sku if current else "")
        words = self.tr("Nothing found.") if text else self.tr("No goods yet.")
        self._show_list(bool(found), words)

    @property
    def wanted(self) -> list[LabelRequest]:
        """The products with their label counts, in the order of the catalogue."""
        counts = ((p, self.table.labels.count(p)) for p in self._session.products)
        return [LabelRequest(product.sku, count) for product, count in counts if count]

    def _set_counts(self, counts: dict[str, int], products: list[Product]) -> None:
        """Sets the count of each of `products` from `counts` by SKU, 0 where it is missing."""
        for product in products:
            self.table.labels.set_count(product, counts.get(product.sku, 0))
        self._delay.start()

    def _set_count(self, count: int) -> None:
        product = self.table.current()
        if product is not None:
            self._set_counts({product.sku: count}, [product])

    def _change_count(self, by: int) -> None:
        product = self.table.current()
        if product is not None:
            self._set_count(self.table.labels.count(product) + by)

    def _enter(self) -> None:
        """Sets the count that was typed; without a number, adds one label."""
        number = self.box.number
        if number is None:
            self._change_count(1)
        else:
            self._set_count(number)
            self.box.clear()

    def label_all_stock(self) -> None:
        """Wants one label for every piece in stock of the products shown."""
        goods = self.table.goods
        shown = [p for row in range(goods.rowCount()) if (p := goods.product(row)) is not None]
        counts = {want.sku: want.copies for want in labels.one_per_piece(shown)}
        self._set_counts(counts, shown)

    def clear_counts(self) -> None:
        """Wants no labels at all."""
        self.table.labels.clear()
        self._delay.start()

    def assign_barcodes(self) -> None:
        """Gives in-store EAN-13 numbers to the chosen products that have no barcode."""
        session = self._session
        known = {product.sku: product for product in session.products}
        bare = [want.sku for want in self.wanted if not known[want.sku].barcode]
        if not bare:
            session.say(self.tr("All goods that are to be labelled have a barcode."))
            return
        if authorisation.ask_lead(session, self.tr("Give barcode numbers"), self.window()) is None:
            return
        given = session.store(
            lambda: in_store_barcodes.assign_barcodes(session.shop, bare, by=session.cashier)
        )
        if given is not None:
            session.reload_catalogue()
            self.refresh()
            self.show_preview()
            session.say(self.tr("%n number(s) given.", "", len(given)))

    def show_preview(self) -> None:
        """Shows the first page, or the reason why nothing can be printed."""
        wanted, card = self.wanted, self.card
        count = sum(want.copies for want in wanted)
        if not count:
            words = self.tr("Choose goods: Enter or + adds a label, a number sets how many.")
            card.show_labels(None, words)
            return
        try:
            labels.check_labels(
                self._session.shop, wanted, card.stock, card.resolution, card.names_language
            )
            pdf = self._make_pdf(_first_sheet(wanted, card.stock.per_page))
        except PosError as error:
            card.show_labels(None, sentence(error, self._session.language), wrong=True)
            return
        sheets = -(-(card.start - 1 + count) // card.stock.per_page)
        words = self.tr("%n label(s)", "", count)
        pages = self.tr("%n sheet(s)", "", sheets)
        size = self.tr("Print at 100\u00a0%")
        card.show_labels(pdf, f"{words} · {pages} · {size}")

    def _make_pdf(self, wanted: list[LabelRequest]) -> bytes:
        card = self.card
        return labels.make_labels(
            self._session.shop,
            wanted,
            card.stock,
            card.resolution,
            card.start,
            card.names_language,
        )

    def _make_all(self) -> bytes | None:
        return self._session.attempt(lambda: self._make_pdf(self.wanted))

    def edit_sheet(self) -> None:
        """Edits the measures of the sheet or roll."""
        from ui.labels.sheet_dialog import SheetDialog

        if SheetDialog.ask(self._session, self.card.stock, self.window()):
            self.show_preview()

    def show_test_page(self) -> None:
        """Shows the calibration page of the sheet."""
        stock = self.card.stock
        words = self.tr("Test page of {0}").format(stock.name)
        pdf = labels.calibration_page(stock)
        PaperDialog.show_paper(self._session, words, pdf, f"tes-{stock.key}", self.window())

    def preview(self) -> None:
        """Shows all pages in a dialog, which can print them."""
        pdf, words = self._make_all(), self.tr("Labels")
        if pdf is not None and PaperDialog.show_paper(
            self._session, words, pdf, self._file_name(), self.window()
        ):
            self._advance_start()

    def _file_name(self) -> str:
        return f"label-{self._session.shop.identity.place}-{self.card.stock.key}"

    def save(self) -> None:
        """Saves the labels as a PDF file."""
        pdf = self._make_all()
        path = ask_for_pdf(self.window(), self._file_name()) if pdf is not None else None
        if pdf is None or path is None:
            return
        data = pdf
        if self._session.store(lambda: pdf_files.save_pdf(data, path)):
            self._session.say(self.tr("Labels saved: {0}").format(str(path)))
            self._advance_start()

    def print(self) -> None:
        """Prints the labels.

        A roll goes straight to the label printer where there is one. Anything else goes through
        the preview, which prints by the system's dialog.
        """
        session, card = self._session, self.card
        wanted = self.wanted
        if not wanted:
            return
        roll = card.stock.grid[1] == 1 and label_printer.label_printer(session.shop) is not None
        if not roll:
            self.preview()
            return
        count = session.store(
            lambda: label_printer.queue_labels(
                session.shop, wanted, card.stock, card.resolution, card.names_language
            )
        )
        if count is not None:
            session.print_queued.emit()
            session.say(self.tr("%n label(s) sent to the label printer.", "", count))

    def _advance_start(self) -> None:
        """Moves the first free label behind the labels that were printed or saved."""
        self.card.advance_start(sum(want.copies for want in self.wanted))

    def _type(self, event: QKeyEvent) -> bool:
        """Counts the chosen product up on + and down on −; other keys go to the search box."""
        if event.text() in ("+", "-"):
            self._change_count(1 if event.text() == "+" else -1)
            return True
        return super()._type(event)


def _first_sheet(wanted: list[LabelRequest], most: int) -> list[LabelRequest]:
    """The first `most` labels of `wanted`."""
    found, room = [], most
    for want in wanted:
        if room <= 0:
            break
        found.append(LabelRequest(want.sku, min(want.copies, room)))
        room -= want.copies
    return found
