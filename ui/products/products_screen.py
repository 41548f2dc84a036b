"""The screen of the catalogue: find, edit, restock, photograph, import and export products."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pos_app.domain.catalogue import Product
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.catalogue import (
    consignment_notes,
    example_sheet,
    import_export,
    maker_cards,
    photos,
    product_edit,
    product_lookup,
)
from pos_app.sheets.grid import Grid
from ui import key_tables
from ui.alerts import Level
from ui.off_thread import off_thread
from ui.products.goods_table import GoodsTable
from ui.products.product_card import ProductCard
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.button_rows import GAP, button_row
from ui.widgets.buttons import KeyButton
from ui.widgets.find_box import FindBox
from ui.widgets.list_screen import ListScreen
from ui.widgets.payload_edit import ask_for_photo
from ui.widgets.restyle import label
from ui.widgets.sheet_files import ask_for_sheet, ask_where_to_write

LOW_STOCK = 5  # pieces


class ProductsScreen(ListScreen):
    """The table of products at the left, the chosen product at the right."""

    keys = key_tables.PRODUCTS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.table = GoodsTable()
        super().__init__(FindBox(), self.table, parent)
        self._session = session
        self.low_stock = QPushButton(self.tr("Nearly sold out"))
        self.count = label(kind="soft")
        self.card = ProductCard(session)
        self.new = KeyButton(self.tr("New"), "F3", "small")
        self.consignment = KeyButton(self.tr("Slip with a maker"), "F6", "small")
        self.import_ = KeyButton(self.tr("Import"), "F7", "small")
        self.export = KeyButton(self.tr("Export"), "F8", "small")
        self.english = KeyButton(self.tr("English names"), "F9", "small")
        self.paste = KeyButton(self.tr("Paste a list"), "F10", "small")
        self.makers = KeyButton(self.tr("Makers"), "Ctrl+P", "small")
        self.example = KeyButton(self.tr("Example of a list"), "F11", "small")
        self.between = KeyButton(self.tr("Between stands"), "F12", "small")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.box.setPlaceholderText(self.tr("Name, code, barcode, maker…"))
        self.box.setAccessibleName(self.tr("Find a product"))
        self.low_stock.setProperty("kind", "choice")
        self.low_stock.setCheckable(True)
        self.low_stock.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        find = QHBoxLayout()
        find.setSpacing(GAP)
        find.addWidget(self.box, 1)
        find.addWidget(self.low_stock)
        find.addWidget(self.between)
        for button in (
            self.new,
            self.consignment,
            self.import_,
            self.english,
            self.paste,
            self.makers,
        ):
            button.show_lock(staff.uses_pins(self._session.shop))
        buttons = button_row(self.new, self.consignment, self.import_, self.export, self.english)
        self._details_width = (0.26, 260, 340)
        column = self._arrange((find, buttons), self.card)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 8)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.makers)
        foot.addWidget(self.paste)
        foot.addWidget(self.example)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.box.textChanged.connect(self.refresh)
        self.box.moved.connect(self.table.step)
        self.box.entered.connect(self.edit)
        self.low_stock.clicked.connect(self._filter_low_stock)
        self.table.chosen.connect(self.card.show_product)
        self.table.opened.connect(self.edit)
        self.card.edit_wanted.connect(self.edit)
        self.card.stock_wanted.connect(self.restock)
        self.card.photo_wanted.connect(self.change_photo)
        self.new.clicked.connect(self.enter_new)
        self.consignment.clicked.connect(self.make_consignment_note)
        self.import_.clicked.connect(self.import_sheet)
        self.export.clicked.connect(self.export_sheet)
        self.paste.clicked.connect(self.paste_goods)
        self.example.clicked.connect(self.write_example)
        self.between.clicked.connect(self.show_goods_notes)
        self.english.clicked.connect(self.edit_english_names)
        self.makers.setToolTip(self.tr("What buyers are told of the makers"))
        self.makers.clicked.connect(self.edit_maker_cards)

    def _filter_low_stock(self) -> None:
        self.refresh()
        self.focus_box()

    def refresh(self, _text: str = "", sku: str = "") -> None:
        """Shows the products found, and chooses `sku` or else the product chosen before."""
        current = self.table.current()
        found = self._found()
        self.table.show_goods(found, sku or (current.sku if current else ""))
        words = self.tr("No goods yet. Import a sheet, or enter the first one.")
        self._show_list(bool(found), self.tr("Nothing found.") if self.box.text() else words)
        self.count.setText(self.tr("%n product(s)", "", len(found)))

    def _found(self) -> list[Product]:
        session, text = self._session, self.box.text().strip()
        products = session.products
        if text:
            places = session.index.find(text, len(products))
            products = [session.products[at] for at in places]
        if self.low_stock.isChecked():
            products = [product for product in products if product.stock <= LOW_STOCK]
        return products

    def _allowed(self, words: str) -> bool:
        """Whether a lead allows what `words` say."""
        return authorisation.ask_lead(self._session, words, self.window()) is not None

    def _reload(self, sku: str = "") -> None:
        """Reads the catalogue again and chooses `sku`."""
        self._session.reload_catalogue()
        self.refresh(sku=sku)

    def edit(self) -> None:
        """Edits the chosen product; a lead has to allow it."""
        from ui.products.product_dialog import ProductDialog

        session, product = self._session, self.table.current()
        if product is None or not self._allowed(self.tr("Edit a product")):
            return
        entry = product_edit.entry_of(session.shop, product)
        made = ProductDialog.ask(session, entry, self.window())
        if made is not None:
            self._reload(made.sku)
            session.say(self.tr("{0} is saved.").format(made.name))

    def enter_new(self) -> None:
        """Enters a new product; a lead has to allow it."""
        from ui.products.product_dialog import ProductDialog

        session = self._session
        if not self._allowed(self.tr("Enter a product")):
            return
        made = ProductDialog.ask(session, None, self.window())
        if made is not None:
            self.box.clear()
            self._reload(made.sku)
            session.say(self.tr("{0} is saved. Note its stock with F4.").format(made.name))

    def restock(self) -> None:
        """Records a delivery, a loss or a count of the chosen product; a lead has to allow it."""
        from ui.products.stock_dialog import StockDialog

        session, product = self._session, self.table.current()
        if product is None or not self._allowed(self.tr("Change the stock")):
            return
        if StockDialog.ask(session, product, self.window()):
            self._reload(product.sku)
            session.say(self.tr("The stock of {0} is noted.").format(product.name))

    def change_photo(self) -> None:
        """Takes a photo of the chosen product from a file."""
        session, product = self._session, self.table.current()
        if product is None:
            return
        name = ask_for_photo(self.window(), self.tr("A photo of {0}").format(product.name))
        if not name:
            return
        sku = product.sku
        jpeg = session.attempt(lambda: off_thread(lambda: photos.shrunk(Path(name))))
        if jpeg and session.store(lambda: photos.store_photo(session.shop, sku, jpeg)):
            session.photos.clear()
            self._reload(sku)

    def make_consignment_note(self) -> None:
        """Makes a consignment note and saves it as a PDF; a lead has to allow it."""
        from ui.products.consignment_dialog import ConsignmentDialog

        session = self._session
        if not self._allowed(self.tr("Make a slip of goods")):
            return
        note = ConsignmentDialog.ask(session, self.window())
        if note is None:
            return
        self._reload()
        folder = session.shop.folder / "receipts"
        path = session.store(lambda: consignment_notes.save_note(session.shop, note, folder))
        if path is not None:
            words = self.tr("Slip {0} saved for signing: {1}")
            session.say(words.format(consignment_notes.note_number(session.shop, note), str(path)))

    def import_sheet(self) -> None:
        """Imports products from a list of any layout; a lead has to allow it."""
        session = self._session
        if not self._allowed(self.tr("Import goods")):
            return
        path = ask_for_sheet(self.window())
        if path is None:
            return

        def read(sheet: str = "") -> Grid | None:
            reading = partial(import_export.read_goods, path, sheet)
            return session.attempt(lambda: off_thread(reading))

        # A file that cannot be read is refused before the dialog opens.
        grid = read()
        if grid is not None:
            self._import(grid, read)

    def paste_goods(self) -> None:
        """Imports products that were copied from a spreadsheet; a lead has to allow it."""
        session, text = self._session, QGuiApplication.clipboard().text()
        if not text.strip():
            session.say(self.tr("Nothing was copied. Copy the rows in the spreadsheet first."))
            return
        if not self._allowed(self.tr("Import goods")):
            return
        name, data = self.tr("the copied rows"), text.encode("utf-8", "replace")
        grid = session.attempt(lambda: off_thread(lambda: import_export.grid_of_text(data, name)))
        if grid is not None:
            self._import(grid)

    def _import(self, grid: Grid, read: Callable[[str], Grid | None] | None = None) -> None:
        """Shows what would become of a list, and takes it if that is wanted."""
        from ui.products.goods_doors import TillDoor
        from ui.products.import_dialog import ImportDialog

        session = self._session
        if grid.is_refused:
            session.say(sentence(grid.problems[-1], session.language), Level.ERROR)
            return
        accepted = ImportDialog.ask(TillDoor(session), grid, read, self.window())
        if accepted is None:
            return
        sheet, rule = accepted
        report = session.store(
            lambda: import_export.import_goods(session.shop, sheet, skip_bad=True, stock=rule)
        )
        if report is not None:
            self._reload()
            words = self.tr("{0} new, {1} changed, {2} left out.")
            session.say(words.format(report.added, report.changed, report.skipped))

    def write_example(self) -> None:
        """Writes an example of a list of goods, to be given to makers."""
        session = self._session
        path = ask_where_to_write(self.window(), self.tr("goods-list.xlsx"), "XLSX (*.xlsx)")
        if path is None:
            return
        if session.store(lambda: example_sheet.write_example(path, session.language)):
            session.say(self.tr("The example is written to {0}.").format(str(path)))

    def show_goods_notes(self) -> None:
        """Shows the notes of goods between stands, from where goods are sent and taken in."""
        from ui.products.goods_between_stands import GoodsBetweenStands

        GoodsBetweenStands(self._session, self.window()).show()
        self.refresh()

    def edit_english_names(self) -> None:
        """Edits the English names of the goods shown; a lead has to allow it."""
        from ui.products.english_names_dialog import EnglishNamesDialog

        session, found = self._session, self._found()
        if not found or not self._allowed(self.tr("Edit English names")):
            return
        count = EnglishNamesDialog.ask(session, found, self.window())
        if count:
            self._reload()
            session.say(self.tr("%n English name(s) stored.", "", count))

    def edit_maker_cards(self) -> None:
        """Edits what buyers are told of the makers; a lead has to allow it."""
        from ui.widgets.maker_cards_dialog import MakerCardsDialog

        session = self._session
        makers = product_lookup.all_makers(session.shop)
        if not makers or not self._allowed(self.tr("Edit makers' cards")):
            return
        cards = maker_cards.all_cards(session.shop)
        changed = MakerCardsDialog.ask(makers, cards, session.language, self.window())
        if changed and session.store(lambda: maker_cards.put_cards(session.shop, changed)):
            session.say(self.tr("%n maker's card(s) stored.", "", len(changed)))

    def export_sheet(self) -> None:
        """Writes all products to a CSV file that can be imported again."""
        session = self._session
        path = ask_where_to_write(self.window(), f"barang-{session.shop.identity.place}.csv")
        if path is None:
            return
        count = session.store(lambda: import_export.export_file(session.shop, path))
        if count is not None:
            words = self.tr("%n product(s) written to {0}.", "", count)
            session.say(words.format(str(path)))
