"""Asks for a product that is not in the catalogue, with its maker and price."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from pos_app.domain.catalogue import Maker, Product
from pos_app.domain.money import MAX_PRICE
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.restyle import label

CATEGORY = "Tanpa daftar"


class UnlistedDialog(AskDialog):
    """Asks for the name, the maker and the price of one piece."""

    def __init__(
        self, session: Session, makers: Sequence[Maker], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._makers = list(makers)
        self.name = QLineEdit()
        self.maker = QComboBox()
        self.price = MoneyEdit(session.ticks, self.tr("Price"))
        self._build()

    def _build(self) -> None:
        self.set_question(self.tr("A piece without a code"), self.tr("Into the cart"))
        self.name.setMaxLength(100)
        self.name.setPlaceholderText(self.tr("What is it? As: bros rotan"))
        self.maker.setMinimumHeight(44)
        for maker in self._makers:
            self.maker.addItem(
                f"{maker.name} ({maker.code})" if maker.name != maker.code else maker.code
            )
        self.maker.setCurrentIndex(-1)
        grid = QGridLayout()
        grid.setSpacing(12)
        rows = (
            (self.tr("Name"), self.name),
            (self.tr("Maker"), self.maker),
            (self.tr("Price"), self.price),
        )
        for row, (words, control) in enumerate(rows):
            grid.addWidget(label(words, "strong"), row, 0)
            grid.addWidget(control, row, 1)
            control.setAccessibleName(words)
        self.body.addLayout(grid)
        self.name.setFocus()

    @classmethod
    def ask(
        cls, session: Session, makers: Sequence[Maker], parent: QWidget | None = None
    ) -> Product | None:
        """Asks for the product; None when cancelled."""
        dialog = cls(session, makers, parent)
        return dialog.product() if dialog.confirmed() else None

    def product(self) -> Product:
        """The product for the cart; its SKU `LAIN-<maker>` says that it is not listed."""
        maker = self._makers[self.maker.currentIndex()]
        return Product(
            f"LAIN-{maker.code}"[:40],
            " ".join(self.name.text().split()),
            CATEGORY,
            maker.code,
            self.price.amount or 0,
            share_bp=maker.share_bp,
            maker_name=maker.name,
            listed=False,
        )

    def problem(self) -> str:
        """Refuses a missing name, maker or price."""
        if not self.name.text().strip():
            return self.tr("Say what it is.")
        if self.maker.currentIndex() < 0:
            return self.tr("Choose whose it is: they are to be paid for it.")
        if not 0 < (self.price.amount or 0) <= MAX_PRICE:
            return self.tr("Type the price.")
        return ""
