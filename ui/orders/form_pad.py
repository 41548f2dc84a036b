"""Keys for numbers in the dialogs of orders: for the boxes of a form, and for paying in cash."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.orders.amount_pages import AmountPages
from ui.sell.cash_pad import GAP, CashPad
from ui.session import Session
from ui.widgets.number_edit import NumberEdit
from ui.widgets.number_pad import NumberPad, is_pad_wanted


class FormPad(QFrame):
    """Types into the box that was touched last, and covers the side of the dialog without it."""

    def __init__(self, session: Session, dialog: QWidget, card: QWidget) -> None:
        super().__init__(dialog)
        self._session = session
        self._card = card
        self._edit: NumberEdit | None = None
        self.setObjectName("pad")
        self.pad = NumberPad(self)
        self.pad.entered.connect(self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.pad)
        self.hide()

    def offer(self, *edits: NumberEdit) -> None:
        """Show the keys at a touch of one of these boxes, unless they are never wanted."""
        for edit in edits:
            edit.pointed.connect(partial(self._show_for, edit))
            edit.typed.connect(self.hide)
            edit.editingFinished.connect(partial(self._left, edit))

    def _show_for(self, edit: NumberEdit) -> None:
        if not is_pad_wanted(self._session.shop.settings, by_pointer=True):
            return
        self._edit = edit
        edit.selectAll()  # the first digit replaces it
        self.pad.attach(edit)
        self.adjustSize()
        self.show()
        self.raise_()
        self._place(edit)

    def _left(self, edit: NumberEdit) -> None:
        if self._edit is edit and not edit.hasFocus():
            self.hide()

    def _place(self, edit: NumberEdit) -> None:
        dialog = self.parentWidget()
        if dialog is None:
            return
        left = self._card.mapTo(dialog, QPoint(0, 0)).x()
        beside = left - GAP - self.width()
        over = left + (self._card.width() - self.width()) // 2
        inside = self._card.isAncestorOf(edit)
        self.move(max(0, beside if inside else over), max(0, dialog.height() - self.height() - GAP))


class DialogPads(QObject):
    """The keys for numbers of a dialog with a form at the left and its `card` at the right."""

    def __init__(
        self, session: Session, dialog: QWidget, card: QWidget, pages: AmountPages
    ) -> None:
        super().__init__(dialog)
        self._session, self._dialog, self._card, self._pages = session, dialog, card, pages
        pages.cash_touched.connect(self._touch_cash)
        pages.currentChanged.connect(self.show_cash)

    @cached_property
    def cash(self) -> CashPad:
        """The keys beside a panel for cash."""
        return CashPad(self._session, self._dialog)

    @cached_property
    def form(self) -> FormPad:
        """The keys for the boxes of the form."""
        return FormPad(self._session, self._dialog, self._card)

    def _touch_cash(self) -> None:
        self.show_cash(by_pointer=True)

    def show_cash(self, _page: int = 0, *, by_pointer: bool = False) -> None:
        """Shows keys for numbers beside a panel for cash, and hides them with it."""
        pages = self._pages
        wanted = is_pad_wanted(self._session.shop.settings, by_pointer)
        if pages.shows("pay", "split") and wanted:
            self.cash.show_for(pages.split if pages.shows("split") else pages.pay, self._card)
        elif "cash" in self.__dict__:
            self.cash.hide()
