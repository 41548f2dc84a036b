"""Makes a consignment note: the pieces that a maker hands over or takes back."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from pos_app.domain.catalogue import Maker, Product
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.catalogue import consignment_notes, product_lookup
from pos_app.services.catalogue.consignment_notes import ConsignmentKind, ConsignmentNote
from ui.products.piece_list import PieceList
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.button_rows import button_row, choice_buttons


class _OfOneMaker(PieceList):
    """The goods of a slip: all of one maker, who comes with the first piece if not chosen."""

    maker: Maker | None = None

    def prefers(self, product: Product) -> bool:
        return self.maker is None or product.maker == self.maker.code

    def refusal(self, product: Product) -> str:
        if self.prefers(product) or not self.pieces:
            return ""
        words = self.tr("{0} belongs to {1}. One slip is for one maker.")
        return words.format(product.name, product.maker_name)


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
        self.goods = _OfOneMaker(session, self.tr("Goods on the slip"))
        self.code, self.list, self.pieces = self.goods.code, self.goods.list, self.goods.pieces
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
        self.body.addWidget(self.goods, 1)
        self.setMinimumWidth(580)
        self.goods.finished.connect(self.try_to_accept)
        self.goods.complained.connect(self._show_error)
        self.goods.added.connect(self._take_maker)
        self.maker.currentIndexChanged.connect(self._choose_maker)
        self.maker.activated.connect(self._focus_code)

    def _choose(self, kind: ConsignmentKind, _checked: bool = False) -> None:
        self.kind = kind
        self.buttons[kind].setChecked(True)
        self._focus_code()

    def _focus_code(self, _index: int = 0) -> None:
        self.code.setFocus()

    def add_code(self, text: str) -> None:
        """Adds a scanned or typed product to the note; empty text finishes the note."""
        self.goods.add_code(text)

    def _maker(self) -> Maker | None:
        index = self.maker.currentIndex()
        return self._makers[index] if index >= 0 else None

    def _choose_maker(self, _index: int) -> None:
        self.goods.maker = self._maker()

    def _take_maker(self, product: Product) -> None:
        codes = [each.code for each in self._makers]
        self.maker.setCurrentIndex(codes.index(product.maker))

    def _show_error(self, words: str) -> None:
        self.error_label.setText(words)
        self.error_label.setVisible(bool(words))

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
