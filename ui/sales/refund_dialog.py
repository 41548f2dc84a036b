"""Asks which pieces of a sale are returned, how the money goes back, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QWidget

from pos_app.domain.money import format_rupiah, group_digits
from pos_app.domain.pricing import Return
from pos_app.domain.tender import Payment
from pos_app.errors import Problem
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.messages import sentence
from pos_app.services.selling.refunds import Refundable, RefundQuote
from ui.key_timing import Ticks
from ui.texts import method_words
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.number_edit import ENTER_KEYS, NumberEdit
from ui.widgets.reason_row import ReasonRow
from ui.widgets.restyle import label

QuoteRefund = Callable[[Sequence[Return]], RefundQuote | None]


@dataclass(frozen=True, slots=True)
class Refund:
    """The returned pieces, the payments to the buyer and the reason."""

    returns: tuple[Return, ...]
    payments: tuple[Payment, ...]
    reason: str


class PiecesEdit(NumberEdit):
    """The box for how many pieces come back.

    Emits `stepped` on + and −, and `moved` on Up and Down, which the area around it would scroll.
    """

    stepped = Signal(int)
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("+", "-"):
            self.stepped.emit(1 if event.text() == "+" else -1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class RefundDialog(AskDialog):
    """Returned pieces by line, at most those left; shows what is due at once.

    The first quantity has the focus: digits set it, − and + step it, Enter goes on to the next
    one, then to the reason, and there it gives the money back.
    """

    def __init__(
        self,
        found: Refundable,
        quote: QuoteRefund,
        ticks: Ticks,
        parent: QWidget | None = None,
        language: LanguageCode = DEFAULT_LANGUAGE,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._sale = found
        self._quote = quote
        self._current_quote: RefundQuote | None = None
        self.pieces = {line.line: 0 for line in found.sale.lines}
        self.counts = {
            line.line: PiecesEdit(ticks, self.tr("Pieces of {0}").format(line.name), "pieces")
            for line in found.sale.lines
        }
        self._area = QScrollArea()
        self.due = label(kind="heading")
        self.ways = label(kind="hint", wrap=True)
        self.warnings = label(kind="look", wrap=True)
        self.all = QPushButton(self.tr("Everything"))
        self.cash = QPushButton(self.tr("All in cash"))
        self.reasons = ReasonRow(
            [self.tr("broken"), self.tr("wrong piece"), self.tr("buyer changed their mind")]
        )
        self._build()
        self._show()
        first = next((edit for edit in self.counts.values() if edit.isEnabled()), self.reasons)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        words = self.tr("Return from {0}")
        self.set_question(words.format(self._sale.sale.number), self.tr("Give it back"))
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._build_lines())
        self._area.setMinimumHeight(min(52 * len(self.pieces) + 12, 220))
        self.body.addWidget(self._area)
        row = QHBoxLayout()
        row.addWidget(self.due)
        row.addStretch(1)
        for button in (self.all, self.cash):
            button.setProperty("kind", "choice")
            button.setAutoDefault(False)
            row.addWidget(button)
        self.cash.setCheckable(True)
        self.body.addLayout(row)
        self.body.addWidget(self.ways)
        self.body.addWidget(self.warnings)
        self.body.addWidget(self.reasons)
        self.setMinimumWidth(560)
        self.all.clicked.connect(self._take_all)
        self.cash.clicked.connect(self._show)

    def _build_lines(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setSpacing(8)
        for row, line in enumerate(self._sale.sale.lines):
            left = self._sale.remaining.get(line.line, 0)
            name = label(line.name)
            name.setMinimumWidth(180)
            grid.addWidget(name, row, 0)
            grid.addWidget(label(self.tr("{0} left").format(left), "soft"), row, 1)
            for column, words, by in ((2, "−", -1), (4, "+", 1)):
                button = QPushButton(words)
                button.setProperty("kind", "small")
                button.setFixedWidth(48)
                button.setAutoDefault(False)
                sign = self.tr("One less of {0}") if by < 0 else self.tr("One more of {0}")
                button.setAccessibleName(sign.format(line.name))
                button.clicked.connect(partial(self.step, line.line, by))
                grid.addWidget(button, row, column)
            count = self.counts[line.line]
            count.setFixedWidth(64)
            count.setAlignment(Qt.AlignmentFlag.AlignCenter)
            count.setEnabled(left > 0)
            count.textChanged.connect(partial(self._typed, line.line))
            count.stepped.connect(partial(self.step, line.line))
            count.moved.connect(partial(self._go, line.line))
            grid.addWidget(count, row, 3)
        grid.setColumnStretch(0, 1)
        return page

    @classmethod
    def ask(
        cls,
        found: Refundable,
        quote: QuoteRefund,
        ticks: Ticks,
        parent: QWidget | None = None,
        language: LanguageCode = DEFAULT_LANGUAGE,
    ) -> Refund | None:
        """Asks for the refund; None when cancelled. Makers who then owe are named in `language`."""
        dialog = cls(found, quote, ticks, parent, language)
        return dialog.refund() if dialog.confirmed() else None

    def step(self, line: int, by: int, _checked: bool = False) -> None:
        """Changes the returned pieces of `line` by `by`, between 0 and those left."""
        most = self._sale.remaining.get(line, 0)
        self.pieces[line] = min(max(self.pieces[line] + by, 0), most)
        self._show()

    def _typed(self, line: int, _text: str = "") -> None:
        """Takes a typed quantity; one above the pieces left becomes all that are left."""
        most = self._sale.remaining.get(line, 0)
        self.pieces[line] = min(self.counts[line].number or 0, most)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        line = next((line for line, edit in self.counts.items() if edit is focused), None)
        if line is not None and event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self._go(line, 1)
        else:
            super().keyPressEvent(event)

    def _go(self, line: int, by: int) -> None:
        """Moves the focus to the quantity above or below; below the last one is the reason."""
        edits = [each for each in self.counts.values() if each.isEnabled()]
        at = edits.index(self.counts[line]) + by
        following: QWidget = edits[max(at, 0)] if at < len(edits) else self.reasons
        following.setFocus(Qt.FocusReason.TabFocusReason)  # selects the quantity
        if following is not self.reasons:
            self._area.ensureWidgetVisible(following)

    def _take_all(self) -> None:
        self.pieces |= self._sale.remaining
        self._show()

    @property
    def _returns(self) -> tuple[Return, ...]:
        return tuple(Return(qty, line=line) for line, qty in self.pieces.items() if qty)

    @property
    def _payments(self) -> tuple[Payment, ...]:
        if self._current_quote is None:
            return ()
        quote = self._current_quote
        return quote.in_cash if self.cash.isChecked() else quote.same_methods

    def _show(self) -> None:
        for line, count in self.counts.items():
            if (count.number or 0) != self.pieces[line] or not count.text():
                count.blockSignals(True)
                count.set_number(self.pieces[line])
                count.selectAll()
                count.blockSignals(False)
        self._current_quote = self._quote(self._returns) if self._returns else None
        payments = self._payments
        total = sum(payment.amount for payment in payments)
        self.due.setText(self.tr("To give back: {0}").format(format_rupiah(total)))
        ways = [f"{method_words(p.method)} {group_digits(p.amount)}" for p in payments]
        self.ways.setText(self.tr("Goes back as: {0}").format(", ".join(ways)) if ways else "")
        quote = self._current_quote
        several = quote is not None and quote.same_methods != quote.in_cash
        self.cash.setVisible(several)
        self._warn([] if quote is None else quote.problems)

    def _warn(self, problems: Sequence[Problem]) -> None:
        """Shows what to read before the money is handed over."""
        self.warnings.setText("\n".join(sentence(each, self._language) for each in problems))
        self.warnings.setVisible(bool(problems))
        if problems and self.isVisible():
            self.make_room()

    def problem(self) -> str:
        """Refuses a refund without pieces or without a reason."""
        if not self._returns:
            return self.tr("Type how many come back.")
        return "" if self.reasons.reason else self.tr("Say why.")

    def refund(self) -> Refund:
        """The refund as it is in the dialog."""
        return Refund(self._returns, self._payments, self.reasons.reason)
