"""The goods of this till: found, edited, restocked, pictured, taken from and written to sheets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pos_app.domain.catalogue import Product
from pos_app.services import staff
from pos_app.services.catalogue import consignment_notes, goods, import_export, photos
from ui import authorisation
from ui.products.goods_table import GoodsTable
from ui.products.product_card import ProductCard
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.find_box import FindBox
from ui.widgets.payload_edit import ask_for_photo
from ui.widgets.restyle import label

LOW_STOCK = 5


class ProductsScreen(QWidget):
    """The table at the left; the product that is looked at, and its buttons, at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.box = FindBox()
        self.low = QPushButton(self.tr("Nearly sold out"))
        self.table = GoodsTable()
        self.none = label(kind="hint", wrap=True)
        self.count = label(kind="soft")
        self.card = ProductCard(session)
        self.new = KeyButton(self.tr("New"), "F3", "small")
        self.slip = KeyButton(self.tr("Slip with a maker"), "F6", "small")
        self.take = KeyButton(self.tr("Import"), "F7", "small")
        self.give = KeyButton(self.tr("Export"), "F8", "small")
        self._actions: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_F2: self.edit,
            Qt.Key.Key_F3: self.enter_new,
            Qt.Key.Key_F4: self.restock,
            Qt.Key.Key_F5: self.change_photo,
            Qt.Key.Key_F6: self.make_note,
            Qt.Key.Key_F7: self.import_sheet,
            Qt.Key.Key_F8: self.export_sheet,
        }
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 14)
        row.setSpacing(16)
        row.addWidget(self._build_left(), 1)
        row.addWidget(self.card)

    def _build_left(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 16, 1, 1)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 20, 0)
        top.setSpacing(8)
        self.box.setPlaceholderText(self.tr("Name, code, barcode, maker…"))
        self.box.setAccessibleName(self.tr("Find a product"))
        find = QHBoxLayout()
        find.setSpacing(8)
        find.addWidget(self.box, 1)
        self.low.setProperty("kind", "choice")
        self.low.setCheckable(True)
        self.low.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        find.addWidget(self.low)
        top.addLayout(find)
        line = QHBoxLayout()
        line.setSpacing(8)
        locks = staff.locks(self._session.shop)
        for button in (self.new, self.slip, self.take):
            button.show_lock(locks)
        for button in (self.new, self.slip, self.take, self.give):
            line.addWidget(button, 1)
        top.addLayout(line)
        column.addLayout(top)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.none, 1)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 8)
        foot.addWidget(self.count)
        column.addLayout(foot)
        return frame

    def _connect(self) -> None:
        self.box.textChanged.connect(self.refresh)
        self.box.moved.connect(self.table.step)
        self.box.entered.connect(self.edit)
        self.low.clicked.connect(self._show_low)
        self.table.chosen.connect(self.card.show_product)
        self.table.opened.connect(self.edit)
        self.card.edit_wanted.connect(self.edit)
        self.card.stock_wanted.connect(self.restock)
        self.card.photo_wanted.connect(self.change_photo)
        self.new.clicked.connect(self.enter_new)
        self.slip.clicked.connect(self.make_note)
        self.take.clicked.connect(self.import_sheet)
        self.give.clicked.connect(self.export_sheet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.setFixedWidth(min(max(int(self.width() * 0.26), 260), 340))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_low(self) -> None:
        self.refresh()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, _text: str = "", sku: str = "") -> None:
        """The table as it is now, `sku` or what was looked at still chosen."""
        current = self.table.current()
        found = self._found()
        self.table.show_goods(found, sku or (current.sku if current else ""))
        self.none.setText(
            self.tr("Nothing found.")
            if self.box.text()
            else self.tr("No goods yet. Import a sheet, or enter the first one.")
        )
        self.none.setVisible(not found)
        self.table.setVisible(bool(found))
        self.count.setText(self.tr("%n product(s)", "", len(found)))

    def _found(self) -> list[Product]:
        session, text = self._session, self.box.text().strip()
        products = session.products
        if text:
            places = session.index.find(text, len(products))
            products = [session.products[at] for at in places]
        if self.low.isChecked():
            products = [product for product in products if product.stock <= LOW_STOCK]
        return products

    def _allowed(self, words: str) -> bool:
        return authorisation.ask_lead(self._session, words, self.window()) is not None

    def _changed(self, sku: str = "") -> None:
        self._session.reload_catalogue()
        self.refresh(sku=sku)

    def edit(self) -> None:
        """The product that is looked at, to be changed."""
        from ui.products.product_dialog import ProductDialog

        session, product = self._session, self.table.current()
        if product is None or not self._allowed(self.tr("Edit a product")):
            return
        entry = goods.entry_of(session.shop, product)
        made = ProductDialog.ask(session, entry, self.window())
        if made is not None:
            self._changed(made.sku)
            session.say(self.tr("{0} is saved.").format(made.name))

    def enter_new(self) -> None:
        """A product that is not in the table yet."""
        from ui.products.product_dialog import ProductDialog

        session = self._session
        if not self._allowed(self.tr("Enter a product")):
            return
        made = ProductDialog.ask(session, None, self.window())
        if made is not None:
            self.box.clear()
            self._changed(made.sku)
            session.say(self.tr("{0} is saved. Note its stock with F4.").format(made.name))

    def restock(self) -> None:
        """Pieces in, out or counted."""
        from ui.products.stock_dialog import StockDialog

        session, product = self._session, self.table.current()
        if product is None or not self._allowed(self.tr("Change the stock")):
            return
        if StockDialog.ask(session, product, self.window()):
            self._changed(product.sku)
            session.say(self.tr("The stock of {0} is noted.").format(product.name))

    def change_photo(self) -> None:
        """A photo from a file."""
        session, product = self._session, self.table.current()
        if product is None:
            return
        name = ask_for_photo(self.window(), self.tr("A photo of {0}").format(product.name))
        if not name:
            return
        sku = product.sku
        if session.attempt(lambda: photos.keep_photo(session.shop, sku, Path(name))):
            session.photos.clear()
            self._changed(sku)

    def make_note(self) -> None:
        """Goods that a maker hands over or takes back."""
        from ui.products.consignment_dialog import ConsignmentDialog

        session = self._session
        if not self._allowed(self.tr("Make a slip of goods")):
            return
        slip = ConsignmentDialog.ask(session, self.window())
        if slip is None:
            return
        self._changed()
        folder = session.shop.folder / "receipts"
        path = session.attempt(lambda: consignment_notes.save_note(session.shop, slip, folder))
        if path is not None:
            words = self.tr("Slip {0} saved for signing: {1}")
            session.say(words.format(consignment_notes.note_number(session.shop, slip), str(path)))

    def import_sheet(self) -> None:
        """Goods from a sheet, looked at before anything is stored."""
        from ui.products.import_dialog import ImportDialog

        session = self._session
        if not self._allowed(self.tr("Import goods")):
            return
        path = ask_for_sheet(self.window())
        if path is None:
            return
        seen = session.attempt(lambda: import_export.import_file(session.shop, path, dry_run=True))
        if seen is None:
            return
        rule = ImportDialog.ask(
            session,
            path.name,
            lambda rule: session.attempt(
                lambda: import_export.import_file(session.shop, path, dry_run=True, stock=rule)
            ),
            self.window(),
        )
        if rule is None:
            return
        report = session.attempt(
            lambda: import_export.import_file(session.shop, path, skip_bad=True, stock=rule)
        )
        if report is not None:
            self._changed()
            words = self.tr("{0} new, {1} changed, {2} left out.")
            session.say(words.format(report.added, report.changed, report.skipped))

    def export_sheet(self) -> None:
        """The goods as a sheet that can be imported again."""
        session = self._session
        path = ask_where_to_write(self.window(), f"barang-{session.shop.identity.place}.csv")
        if path is None:
            return
        count = session.attempt(lambda: import_export.export_file(session.shop, path))
        if count is not None:
            words = self.tr("%n product(s) written to {0}.", "", count)
            session.say(words.format(str(path)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._actions.get(Qt.Key(event.key()))
        if event.isAutoRepeat():
            event.ignore()
        elif action is not None:
            action()
        elif event.text() and event.text().isprintable():
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.box.setText(self.box.text() + event.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.box.clear()
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            event.ignore()


def ask_for_sheet(parent: QWidget) -> Path | None:
    """The sheet that the person chose, or None."""
    name, _ = QFileDialog.getOpenFileName(parent, "", "", "CSV, XLSX (*.csv *.xlsx *.tsv *.txt)")
    return Path(name) if name else None


def ask_where_to_write(parent: QWidget, name: str) -> Path | None:
    """Where a sheet is to be written, or None."""
    found, _ = QFileDialog.getSaveFileName(parent, "", name, "CSV (*.csv)")
    if not found:
        return None
    path = Path(found)
    return path if path.suffix else path.with_suffix(".csv")
