"""Records pieces that came in, went out or were counted."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from pos_app.domain.catalogue import Product
from pos_app.domain.money import group_digits
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.catalogue import stock_moves
from pos_app.services.catalogue.stock_moves import StockMove
from ui.once import Once, answer_in_window
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.button_rows import button_row, choice_buttons
from ui.widgets.number_edit import NumberEdit
from ui.widgets.reason_row import ReasonRow
from ui.widgets.restyle import label


class StockDialog(AskDialog):
    """Shows the resulting stock before it is recorded."""

    def __init__(self, session: Session, product: Product, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._once = Once()
        self._product = product
        self.movement = StockMove.IN
        self.buttons: dict[StockMove, QPushButton] = {}
        self.pieces = NumberEdit(session.ticks, self.tr("Pieces"), "money", 7)
        self.new_stock = label(kind="strong")
        self.reasons = ReasonRow(
            [self.tr("delivery"), self.tr("broken"), self.tr("gift"), self.tr("counted")]
        )
        self._build()
        self._choose(StockMove.IN)
        self.pieces.setFocus()

    def _build(self) -> None:
        self.set_question(self.tr("Stock of {0}").format(self._product.name), self.tr("Note it"))
        words = {
            StockMove.IN: self.tr("In +"),
            StockMove.OUT: self.tr("Out −"),
            StockMove.COUNT: self.tr("Counted ="),
        }
        self.buttons = choice_buttons(self, words, self._choose)
        self.body.addLayout(button_row(*self.buttons.values()))
        self.body.addWidget(self.pieces)
        self.body.addWidget(self.new_stock)
        self.body.addWidget(self.reasons)
        self.pieces.textChanged.connect(self._show)
        self.setMinimumWidth(520)

    def _choose(self, move: StockMove, _checked: bool = False) -> None:
        self.movement = move
        self.buttons[move].setChecked(True)
        self.pieces.setFocus()
        self._show()

    def _stock_after(self) -> int:
        pieces = self.pieces.number or 0
        return {
            StockMove.IN: self._product.stock + pieces,
            StockMove.OUT: self._product.stock - pieces,
            StockMove.COUNT: pieces,
        }[self.movement]

    def _show(self) -> None:
        before = group_digits(self._product.stock)
        if self.pieces.number is None:
            self.new_stock.setText(self.tr("Now {0} pieces").format(before))
        else:
            after = group_digits(self._stock_after())
            self.new_stock.setText(self.tr("{0} pieces become {1}").format(before, after))

    def problem(self) -> str:
        """Records the movement; returns the reason when it is refused."""
        pieces, reason = self.pieces.number, self.reasons.reason
        if pieces is None:
            return self.tr("Type how many pieces.")
        if not reason:
            return self.tr("Say why.")
        try:
            asked = {"stock": self._product.sku, "move": str(self.movement), "pieces": pieces}
            ref = self._once.ref({**asked, "reason": reason})
            work = partial(self._note, pieces, reason)
            self._session.away(lambda: answer_in_window(self._session, ref, asked, work))
        except PosError as error:
            return sentence(error, self._session.language)
        return ""

    def _note(self, pieces: int, reason: str) -> None:
        shop, who, sku = self._session.shop, self._session.cashier, self._product.sku
        if self.movement is StockMove.COUNT:
            stock_moves.count_stock(shop, sku, pieces, reason, by=who)
        else:
            change = pieces if self.movement is StockMove.IN else -pieces
            stock_moves.move_stock(shop, [(sku, change)], self.movement, reason, by=who)

    @classmethod
    def ask(cls, session: Session, product: Product, parent: QWidget | None = None) -> bool:
        """Asks for a stock movement; whether one was recorded."""
        return cls(session, product, parent).confirmed()
