"""Asks for a new product, or edits one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from pos_app.domain.catalogue import Product
from pos_app.domain.price_steps import MAX_TEXT
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.catalogue import product_edit
from pos_app.services.catalogue.product_edit import ProductEntry
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.code_edit import CodeEdit
from ui.widgets.names import name_control
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.restyle import label, show_whole_hint


def without_row(words: str) -> str:
    """Removes the row number from a sentence about a row of a sheet."""
    head, sign, rest = words.partition(": ")
    if not sign or not any(char.isdigit() for char in head):
        return words
    return rest[:1].upper() + rest[1:]


class ProductDialog(AskDialog):
    """Nothing is stored until every field is valid by the rules of an import."""

    def __init__(
        self, session: Session, entry: ProductEntry | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._new = entry is None
        self.stored: Product | None = None
        self.name = QLineEdit()
        self.sku = CodeEdit(self.tr("Code"))
        self.price = MoneyEdit(session.ticks, self.tr("Price"))
        self.maker = _editable_combo(_makers(session))
        self.category = _editable_combo(session.categories)
        self.barcode = CodeEdit(self.tr("Barcode"))
        self.name_en = QLineEdit()
        self.share = QLineEdit()
        self.steps = QLineEdit()
        self.unique = QCheckBox(self.tr("There is only one"))
        self._build()
        if entry is not None:
            self._fill(entry)
        self.name.setFocus()

    def _build(self) -> None:
        title = self.tr("A new product") if self._new else self.tr("Edit the product")
        self.set_question(title, self.tr("Save"))
        self.name.setMaxLength(200)
        self.name_en.setMaxLength(200)
        self.share.setMaxLength(6)
        self.steps.setMaxLength(MAX_TEXT)
        self.steps.setPlaceholderText(self.tr("as 10=45000; 50=40000"))
        self.share.setPlaceholderText(self.tr("empty: as agreed"))
        self.sku.setPlaceholderText(self.tr("scan or type, as MNK-0101"))
        self.barcode.setPlaceholderText(self.tr("scan, or leave empty"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Name"), self.name),
            (self.tr("Code"), self.sku),
            (self.tr("Price"), self.price),
            (self.tr("Maker"), self.maker),
            (self.tr("Category"), self.category),
            (self.tr("Barcode"), self.barcode),
            (self.tr("Name in English"), self.name_en),
            (self.tr("Stand's share in %"), self.share),
        )
        for row, (words, control) in enumerate(rows):
            grid.addWidget(label(words, "strong"), row, 0)
            name_control(control, words)
            if control is self.sku:
                code = QHBoxLayout()
                code.setSpacing(12)
                code.addWidget(self.sku, 1)
                code.addWidget(self.unique)
                grid.addLayout(code, row, 1)
            else:
                grid.addWidget(control, row, 1)
        # Beside each other, so that the dialog fits a screen 600 pixels high.
        last = QHBoxLayout()
        last.setSpacing(12)
        for edit in (self.share, self.steps):
            show_whole_hint(edit)
        last.addWidget(self.share)
        last.addWidget(label(self.tr("Price for several"), "strong"))
        name_control(self.steps, self.tr("Price for several"))
        last.addWidget(self.steps, 1)
        grid.addLayout(last, len(rows) - 1, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        # The price follows a scanned code; the tick beside it comes last.
        QWidget.setTabOrder(self.sku, self.price)
        QWidget.setTabOrder(self.steps, self.unique)
        self.setMinimumWidth(780)
        self.sku.setEnabled(self._new)
        self.sku.entered.connect(self._go_on)
        self.barcode.entered.connect(self._go_on)

    def _go_on(self, _code: str) -> None:
        self.focusNextChild()

    def _fill(self, entry: ProductEntry) -> None:
        self.name.setText(entry.name)
        self.sku.setText(entry.sku)
        self.price.set_amount(entry.price)
        self.maker.setCurrentText(entry.maker)
        self.category.setCurrentText(entry.category)
        self.barcode.setText(entry.barcode)
        self.name_en.setText(entry.name_en)
        self.share.setText(entry.share_pct.replace(".", ","))
        self.steps.setText(entry.price_steps)
        self.unique.setChecked(entry.unique)

    def entry(self) -> ProductEntry:
        """The contents of the fields."""
        return ProductEntry(
            self.sku.text(),
            self.name.text(),
            self.category.currentText(),
            self.maker.currentText(),
            self.price.amount or 0,
            self.barcode.text(),
            self.name_en.text(),
            self.share.text(),
            self.steps.text(),
            self.unique.isChecked(),
        )

    def problem(self) -> str:
        """Stores the product; returns the reason when it is refused."""
        session, entry = self._session, self.entry()
        try:
            self.stored = session.away(
                lambda: product_edit.save_product(
                    session.shop, entry, new=self._new, by=session.cashier
                )
            )
        except PosError as error:
            return without_row(sentence(error, session.language))
        return ""

    @classmethod
    def ask(
        cls, session: Session, entry: ProductEntry | None, parent: QWidget | None = None
    ) -> Product | None:
        """Asks for a product, a new one without `entry`; returns it as stored, or None."""
        dialog = cls(session, entry, parent)
        return dialog.stored if dialog.confirmed() else None


def _makers(session: Session) -> list[str]:
    return sorted({product.maker_name or product.maker for product in session.products})


def _editable_combo(texts: Iterable[str]) -> QComboBox:
    """A combo box that offers known texts and takes any other."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(list(texts))
    box.setCurrentIndex(-1)
    completer = box.completer()
    if isinstance(completer, QCompleter):
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    words = QCoreApplication.translate("ProductDialog", "choose, or type a new one")
    edit = box.lineEdit()
    if edit is not None:
        edit.setPlaceholderText(words)
        edit.setMaxLength(100)
    return box
