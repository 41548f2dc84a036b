"""Makes a consignment note: the pieces that a maker hands over or takes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from pos_app.domain.catalogue import Maker, Product, sku_key
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.catalogue import consignment_notes, product_lookup
from pos_app.services.catalogue.consignment_notes import ConsignmentKind, ConsignmentNote
from ui.sell.scan_box import parse_code_input
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.button_rows import button_row, choice_buttons
from ui.widgets.code_edit import CodeEdit
from ui.widgets.restyle import label

MOST_FOUND = 8


class ConsignmentDialog(AskDialog):
    """`3*` and a scan add three pieces, as on the sell screen. Enter in an empty box ends."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.note: ConsignmentNote | None = None
        self.kind = ConsignmentKind.HANDOVER
        self.buttons: dict[ConsignmentKind, QPushButton] = {}
        self._makers: list[Maker] = product_lookup.all_makers(session.shop)
        self.maker = QComboBox()
        self.code = CodeEdit(self.tr("Scan, or type a code or name; 3* first for three pieces"))
        self.list = QListWidget()
        self.sum = label(kind="strong")
        self.pieces: dict[str, int] = {}
        self._goods: dict[str, Product] = {}
        self._build()
        self._choose(ConsignmentKind.HANDOVER)

    def _build(self) -> None:
        self.set_question(self.tr("Slip of goods with a maker"), self.tr("Make the slip"))
        words = {
            ConsignmentKind.HANDOVER: self.tr("Maker hands over"),
            ConsignmentKind.RETURN: self.tr("Maker takes back"),
        }
        self.buttons = choice_buttons(self, words, self._choose)
        self.body.addLayout(button_row(*self.buttons.values()))
        self.maker.setAccessibleName(self.tr("Maker"))
        self.maker.setPlaceholderText(self.tr("Maker: comes with the first piece"))
        self.maker.addItems([maker.name for maker in self._makers])
        self.maker.setCurrentIndex(-1)
        self.body.addWidget(self.maker)
        self.body.addWidget(self.code)
        self.list.setAccessibleName(self.tr("Goods on the slip"))
        self.list.setMinimumHeight(132)
        self.body.addWidget(self.list, 1)
        remove = QPushButton(self.tr("Take the line off"))
        remove.setProperty("kind", "small")
        remove.setAutoDefault(False)
        remove.clicked.connect(self.remove_line)
        below = QHBoxLayout()
        below.addWidget(self.sum, 1)
        below.addWidget(remove)
        self.body.addLayout(below)
        self.setMinimumWidth(580)
        self.code.entered.connect(self.add_code)
        self.maker.activated.connect(self._focus_code)

    def _choose(self, kind: ConsignmentKind, _checked: bool = False) -> None:
        self.kind = kind
        self.buttons[kind].setChecked(True)
        self._show()
        self._focus_code()

    def _focus_code(self, _index: int = 0) -> None:
        self.code.setFocus()

    def add_code(self, text: str) -> None:
        """Adds a scanned or typed product to the note; empty text finishes the note."""
        typed = parse_code_input(text)
        if not typed.text:
            self.try_to_accept()
            return
        found = self._found(typed.text)
        if len(found) == 1:
            self._add(found[0], typed.qty)
        elif found:
            names = ", ".join(product.sku for product in found[:MOST_FOUND])
            self._show_error(self.tr("Several products: {0}. Type more of it.").format(names))
        else:
            self._show_error(self.tr("Nothing found for “{0}”.").format(typed.text[:40]))

    def _found(self, text: str) -> list[Product]:
        session, maker = self._session, self._maker()
        found = product_lookup.find_by_code(session.shop, text)
        if not found:
            places = session.index.find(text, MOST_FOUND * 4)
            found = [session.products[at] for at in places]
        mine = [product for product in found if maker is None or product.maker == maker.code]
        return (mine or found)[: MOST_FOUND + 1]

    def _maker(self) -> Maker | None:
        index = self.maker.currentIndex()
        return self._makers[index] if index >= 0 else None

    def _add(self, product: Product, qty: int) -> None:
        maker = self._maker()
        if maker is not None and product.maker != maker.code and self.pieces:
            words = self.tr("{0} belongs to {1}. One slip is for one maker.")
            self._show_error(words.format(product.name, product.maker_name))
            return
        codes = [each.code for each in self._makers]
        self.maker.setCurrentIndex(codes.index(product.maker))
        key = sku_key(product.sku)
        self._goods[key] = product
        self.pieces[key] = self.pieces.get(key, 0) + qty
        self.code.clear()
        self._show_error("")
        self._show()

    def remove_line(self) -> None:
        """Removes the chosen line."""
        item = self.list.currentItem()
        if item is not None:
            self.pieces.pop(str(item.data(Qt.ItemDataRole.UserRole)), None)
            self._show()
        self._focus_code()

    def _show_error(self, words: str) -> None:
        self.error_label.setText(words)
        self.error_label.setVisible(bool(words))
        self.code.selectAll()

    def _show(self) -> None:
        self.list.clear()
        value = 0
        for key, qty in self.pieces.items():
            product = self._goods[key]
            value += qty * product.price
            words = f"{group_digits(qty)} ×  {product.name}  ·  {product.sku}"
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.list.setCurrentRow(self.list.count() - 1)
        self.list.scrollToBottom()
        count = sum(self.pieces.values())
        words = self.tr("%n piece(s), {0} at list prices", "", count)
        self.sum.setText(words.format(format_rupiah(value)))

    def problem(self) -> str:
        """Makes the note; returns the reason when it is refused."""
        maker = self._maker()
        if maker is None or not self.pieces:
            return self.tr("Scan what changes hands first.")
        session, kind, pieces = self._session, self.kind, list(self.pieces.items())
        try:
            self.note = session.away(
                lambda: consignment_notes.make_note(
                    session.shop, kind, maker.code, pieces, by=session.cashier
                )
            )
        except PosError as error:
            return sentence(error, session.language)
        return ""

    @classmethod
    def ask(cls, session: Session, parent: QWidget | None = None) -> ConsignmentNote | None:
        """Makes a consignment note with the person; None when cancelled."""
        dialog = cls(session, parent)
        return dialog.note if dialog.confirmed() else None
