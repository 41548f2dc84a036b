"""Notes an inquiry: what a guest looked at, who they are, and how likely an order is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.catalogue import Product
from pos_app.domain.inquiry import MAX_PIECES, Inquiry
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.catalogue import maker_cards
from pos_app.services.catalogue.product_lookup import find_by_code
from pos_app.services.orders.inquiries import InquiryAsked, note_inquiry
from pos_app.services.shop.start_check import FAULTS, as_machine_error
from ui.once import Once
from ui.orders.buyer_form import BuyerForm
from ui.orders.words import business_choices, maker_names, today_of, warm_choices
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.due_row import DueRow
from ui.widgets.number_edit import NumberEdit
from ui.widgets.restyle import label


class InquiryDialog(AskDialog):
    """Pieces are scanned, or a maker is chosen. Enter notes it; `noted` is what was stored."""

    def __init__(
        self,
        session: Session,
        pieces: tuple[Product, ...] = (),
        country: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._once = Once()
        self._busy = False
        self.pieces: list[Product] = list(pieces[:MAX_PIECES])
        self.noted: Inquiry | None = None
        self.looked_at = label(kind="strong", wrap=True)
        self.maker = QComboBox()
        self.business = ChoiceRow(self.tr("For"), business_choices())
        self.qty = NumberEdit(session.ticks, self.tr("About how many"), "pieces", digits=6)
        self.due = DueRow(today_of(session), self.tr("By when"))
        self.due.choices.set_value("")
        self.warm = ChoiceRow(self.tr("How likely"), warm_choices())
        self.warm.set_value("2")
        self.buyer = BuyerForm(session, country, self.tr("Photo of the card"), narrow=True)
        self.card = KeyButton(self.tr("Maker's card for the guest"), "F6", "small")
        self._build()
        self._show_pieces()
        self.buyer.problem.connect(self._tell)
        self.card.clicked.connect(self.show_card)
        self.maker.activated.connect(self._show_pieces)
        self.finished.connect(self._leave)
        self.buyer.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.set_question(self.tr("Inquiry"), self.tr("Note it"))
        self.maker.addItem(self.tr("or a maker, without a piece"), "")
        for code, name in maker_names(self._session).items():
            self.maker.addItem(name, code)
        self.maker.setAccessibleName(self.tr("Maker"))
        self.qty.setFixedWidth(96)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Looked at"), self.looked_at),
            ("", self.maker),
            (self.tr("For"), self.business),
            (self.tr("About how many"), self.qty),
            (self.tr("By when"), self.due),
            (self.tr("How likely"), self.warm),
        )
        for row, (words, widget) in enumerate(rows):
            grid.addWidget(label(words, "hint"), row, 0)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        sides = QHBoxLayout()
        sides.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(grid)
        left.addStretch(1)
        left.addWidget(self.card)
        sides.addLayout(left)
        right = QVBoxLayout()
        right.addWidget(self.buyer)
        right.addStretch(1)
        sides.addLayout(right, 1)
        self.body.addLayout(sides)
        self.setMinimumWidth(1000)

    def take_scan(self, code: str) -> None:
        """Adds a scanned piece."""
        found = find_by_code(self._session.shop, code)
        if len(found) != 1:
            self._session.sounds.unknown()
            self._tell(self.tr("{0} is no piece of this till.").format(code[:40]))
            return
        self._tell("")
        self._session.sounds.added()
        if len(self.pieces) < MAX_PIECES and found[0] not in self.pieces:
            self.pieces.append(found[0])
        self._show_pieces()

    def _show_pieces(self, _index: int = 0) -> None:
        names = ", ".join(product.name for product in self.pieces)
        self.looked_at.setText(names or self.tr("Scan what the guest looks at."))
        self.card.setEnabled(bool(self._makers))

    @property
    def _makers(self) -> list[str]:
        chosen = str(self.maker.currentData() or "")
        makers = [product.maker for product in self.pieces]
        return list(dict.fromkeys([*([chosen] if chosen else []), *makers]))

    def show_card(self) -> None:
        """Shows the card of the first maker, here and on the buyer's screen, to be kept."""
        from ui.sell.maker_card_dialog import MakerCardDialog

        session, makers = self._session, self._makers
        told = session.attempt(lambda: maker_cards.told_makers(session.shop)) or []
        card = next((each for each in told if makers and each.card.code == makers[0]), None)
        if card is None:
            self._tell(self.tr("This maker has no card yet."))
            return
        MakerCardDialog.show_card(session, card, self)

    def _tell(self, words: str) -> None:
        self.error_label.setText(words)
        self.error_label.setVisible(bool(words))

    def _asked(self) -> InquiryAsked:
        """What is noted. Raises PosError `contact_invalid`, `contact_photo_large`."""
        told, maker = self.buyer.told(), str(self.maker.currentData() or "")
        return InquiryAsked(
            pieces=tuple(product.sku for product in self.pieces),
            makers=(maker,) if maker else (),
            country=told.country,
            business=self.business.value,
            about_qty=self.qty.number or 0,
            due=self.due.due,
            warm=int(self.warm.value),
            lang=told.lang,
            contact=told.contact,
            consent=bool(told.contact) and self.buyer.agreed.isChecked(),
            cashier=self._session.cashier,
        )

    def problem(self) -> str:
        """Notes the inquiry; returns the reason where that is refused."""
        if self._busy:
            return ""
        if not self._makers:
            return self.tr("Scan a piece, or choose a maker.")
        if self.buyer.needs_consent:
            self.buyer.agreed.setFocus()
            return self.tr("Ask the guest whether we may keep the contact, or empty these boxes.")
        self._busy = True
        try:
            asked = self._asked()
            ref = self._once.ref({"inquiry": asked})
            session = self._session
            self.noted = session.away(lambda: note_inquiry(session.shop, asked, ref=ref))
        except PosError as error:
            return sentence(error, self._session.known_language)
        except FAULTS as error:
            return sentence(as_machine_error(error), self._session.known_language)
        finally:
            self._busy = False
        self._once.done()
        return ""

    def _leave(self, _result: int) -> None:
        self._session.show_to_buyer(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F6 and not event.isAutoRepeat():
            self.show_card()
        else:
            super().keyPressEvent(event)
