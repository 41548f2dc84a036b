"""The English names of the goods, typed in a table or pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHeaderView, QWidget

from pos_app.domain.catalogue import Product
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.catalogue import product_edit
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.form_table import FormTable
from ui.widgets.restyle import label

SKU, NAME, ENGLISH = range(3)
MAX_NAME = 200
CODE_WIDTH = 120


class EnglishTable(FormTable):
    """A row for each product; only the English name can be changed, and Tab goes down."""

    def __init__(self, heads: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(heads, name, parent=parent)
        self.limit_column(SKU, CODE_WIDTH)
        self.horizontalHeader().setSectionResizeMode(ENGLISH, QHeaderView.ResizeMode.Stretch)

    def show_products(self, products: Sequence[Product]) -> None:
        """Show `products`, and begin with the first that has no English name."""
        self.setRowCount(0)
        for product in products:
            self.add_row((product.sku, product.name, product.name_en))
            for column in (SKU, NAME):
                self._at(self.rowCount() - 1, column).setFlags(Qt.ItemFlag.ItemIsEnabled)
        bare = (row for row, product in enumerate(products) if not product.name_en)
        if products:
            self.setCurrentCell(next(bare, 0), ENGLISH)

    def english(self) -> list[str]:
        """Return the English name in each row."""
        return [self._at(row, ENGLISH).text().strip() for row in range(self.rowCount())]

    def next_cell(self) -> bool:
        """Go to the English name of the next product; False behind the last one."""
        row = self.currentRow()
        if row + 1 >= self.rowCount():
            return False
        self.setCurrentCell(row + 1, ENGLISH)
        return True

    def paste(self, text: str) -> None:
        """Paste the last column of the copied lines, one for each product from this one on."""
        lines = text.rstrip("\n").splitlines()
        for row, line in enumerate(lines, max(0, self.currentRow())):
            if row < self.rowCount():
                self._at(row, ENGLISH).setText(line.split("\t")[-1].strip()[:MAX_NAME])


class EnglishNamesDialog(AskDialog):
    """Stores all names at once; a name that was emptied is taken away."""

    def __init__(
        self, session: Session, products: Sequence[Product], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._all = list(products)
        self._typed: dict[str, str] = {product.sku: product.name_en for product in products}
        self._shown: list[Product] = []
        self.changed = 0
        heads = (self.tr("Code"), self.tr("Name"), self.tr("Name in English"))
        self.table = EnglishTable(heads, self.tr("English names"))
        self.only_bare = QCheckBox(self.tr("Only goods without an English name"))
        self._build()
        self.show_rows()
        self.table.setFocus()

    def _build(self) -> None:
        self.set_question(self.tr("What guests from abroad read"), self.tr("Store the names"))
        words = self.tr("On English receipts, the buyer's screen, labels and the price list.")
        self.body.addWidget(label(words, "hint", wrap=True))
        self.body.addWidget(self.only_bare)
        self.body.addWidget(self.table, 1)
        self.only_bare.clicked.connect(self.show_rows)
        self.table.setMinimumHeight(270)
        self.setMinimumSize(760, 480)

    def show_rows(self, _checked: bool = False) -> None:
        """Show all goods, or those that have no English name yet."""
        self._take()
        bare = self.only_bare.isChecked()
        self._shown = [p for p in self._all if not (bare and self._typed[p.sku])]
        self.table.show_products([self._with_typed(product) for product in self._shown])

    def _with_typed(self, product: Product) -> Product:
        return replace(product, name_en=self._typed[product.sku])

    def _take(self) -> None:
        for product, name in zip(self._shown, self.table.english(), strict=True):
            self._typed[product.sku] = name

    def problem(self) -> str:
        """Stores the names; returns the reason when one is refused."""
        self._take()
        session, names = self._session, dict(self._typed)
        try:
            self.changed = session.away(
                lambda: product_edit.set_english_names(session.shop, names, by=session.cashier)
            )
        except PosError as error:
            return sentence(error, session.language)
        return ""

    @classmethod
    def ask(
        cls, session: Session, products: Sequence[Product], parent: QWidget | None = None
    ) -> int | None:
        """Asks for English names; how many were changed, or None when cancelled."""
        dialog = cls(session, products, parent)
        return dialog.changed if dialog.confirmed() else None
