"""The dialogs on a maker's settlement: a payment, a correction, and taking either back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.services.office.settlement_decisions import Days, MakerDecision
from ui.key_timing import Ticks
from ui.texts import weekday_words
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.button_rows import button_row, choice_buttons
from ui.widgets.day_edit import DayEdit
from ui.widgets.names import name_control
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.reason_row import ReasonRow
from ui.widgets.restyle import label

SHARE, PRICE = "share", "price"
_ID = Qt.ItemDataRole.UserRole


class Payment(NamedTuple):
    """A payment as it was typed in: rupiah, day (ISO date), `cash` or `transfer`, and its proof."""

    amount: Rupiah
    day: str
    way: str
    proof: str


class PaymentDialog(AskDialog):
    """Asks what the office paid to a maker; what is still owed is filled in."""

    def __init__(
        self, name: str, owed: Rupiah, today: date, ticks: Ticks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._owed = owed
        self.set_question(self.tr("What was paid to {0}?").format(name), self.tr("Note it"))
        self.amount = MoneyEdit(ticks, self.tr("Amount"))
        self.amount.set_amount(owed if owed > 0 else None)
        self.day = DayEdit(QDate(today.year, today.month, today.day))
        name_control(self.day, self.tr("Day"))
        self.way = "transfer"
        words = {"cash": self.tr("Cash"), "transfer": self.tr("Transfer")}
        self.ways = choice_buttons(self, words, self.choose_way)
        self.ways[self.way].setChecked(True)
        self.proof = QLineEdit()
        self.proof.setMaxLength(200)
        self.proof.setAccessibleName(self.tr("Proof"))
        self.proof.setPlaceholderText(self.tr("number of the receipt or of the transfer"))
        self.excess = label(kind="look", wrap=True)
        self._build()
        self.amount.textChanged.connect(self._show_excess)
        self._show_excess()
        self.amount.setFocus()

    def _build(self) -> None:
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(self.tr("Amount"), self.amount)
        form.addRow(self.tr("Day"), self.day)
        form.addRow(self.tr("Way"), button_row(*self.ways.values()))
        form.addRow(self.tr("Proof"), self.proof)
        self.body.addLayout(form)
        self.body.addWidget(self.excess)

    def choose_way(self, way: str, _checked: bool = False) -> None:
        """Choose how it was paid: `cash` or `transfer`."""
        self.way = way
        self.ways[way].setChecked(True)

    def _show_excess(self, _text: str = "") -> None:
        """Say when more is typed than is owed; it can be noted all the same."""
        excess = (self.amount.amount or 0) - max(0, self._owed)
        words = self.tr("That is {0} more than is owed. Note it only if it was really paid.")
        self.excess.setText(words.format(format_rupiah(excess)))
        self.excess.setVisible(excess > 0)

    def problem(self) -> str:
        """Require an amount and a proof."""
        if not self.amount.amount:
            return self.tr("Type the amount.")
        return "" if self.proof.text().strip() else self.tr("Say by what it can be proved.")

    @property
    def payment(self) -> Payment:
        """The payment as typed in."""
        found = self.day.date()
        day = date(found.year(), found.month(), found.day()).isoformat()
        return Payment(self.amount.amount or 0, day, self.way, self.proof.text().strip())

    @classmethod
    def ask(
        cls, name: str, owed: Rupiah, today: date, ticks: Ticks, parent: QWidget
    ) -> Payment | None:
        """Return the payment, or None if cancelled."""
        dialog = cls(name, owed, today, ticks, parent)
        return dialog.payment if dialog.confirmed() else None


class Correction(NamedTuple):
    """A correction as typed in: a share in percent, or the list price of a product."""

    kind: str
    share_pct: str
    sku: str
    price: Rupiah
    days: Days
    reason: str


class CorrectionDialog(AskDialog):
    """Asks for the share or the price by which a maker is settled, its days and a reason."""

    def __init__(
        self,
        name: str,
        days: Sequence[str],
        language: str,
        ticks: Ticks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.set_question(self.tr("What is to be corrected for {0}?").format(name), "")
        self.ok.set_words(self.tr("Decide"))
        self.kind = SHARE
        words = {SHARE: self.tr("The stand's share"), PRICE: self.tr("A list price")}
        self.kinds: dict[str, QPushButton] = choice_buttons(self, words, self.choose)
        self.share, self.sku = QLineEdit(), QLineEdit()
        self.price = MoneyEdit(ticks, self.tr("Right price"))
        self.since, self.until = QComboBox(), QComboBox()
        self.reasons = ReasonRow([self.tr("typed wrong at the till"), self.tr("maker asked")])
        for box in (self.since, self.until):
            box.addItem(self.tr("no limit"), "")
            for day in days:
                box.addItem(weekday_words(day, language), day)
        self._build()
        self.choose(SHARE)

    def _build(self) -> None:
        self.body.addLayout(button_row(*self.kinds.values()))
        hint = self.tr("What buyers paid stays. Only what the maker is owed changes.")
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.form = QFormLayout()
        self.form.setSpacing(10)
        self.share.setPlaceholderText("12,5")
        self.sku.setMaxLength(200)
        self.sku.setPlaceholderText(self.tr("as on the statement"))
        for words, box in (
            (self.tr("Share in %"), self.share),
            (self.tr("Product code"), self.sku),
            (self.tr("Right price"), self.price),
            (self.tr("Sales from"), self.since),
            (self.tr("Sales until"), self.until),
        ):
            box.setAccessibleName(words)
            self.form.addRow(words, box)
        self.body.addLayout(self.form)
        self.body.addWidget(self.reasons)

    def choose(self, kind: str, _checked: bool = False) -> None:
        """Show the boxes for a share, or for a price."""
        self.kind = kind
        self.kinds[kind].setChecked(True)
        for box in (self.share, self.sku, self.price):
            self.form.setRowVisible(box, (box is self.share) == (kind == SHARE))
        (self.share if kind == SHARE else self.sku).setFocus()

    def problem(self) -> str:
        """Require the value, the product of a price, and a reason."""
        if self.kind == SHARE and not self.share.text().strip():
            return self.tr("Type the share in percent.")
        if self.kind == PRICE and not self.sku.text().strip():
            return self.tr("Type the product's code.")
        if self.kind == PRICE and self.price.amount is None:
            return self.tr("Type the right price.")
        return "" if self.reasons.reason else self.tr("Say why.")

    @property
    def correction(self) -> Correction:
        """The correction as typed in, unchecked."""
        return Correction(
            self.kind,
            self.share.text().strip(),
            self.sku.text().strip(),
            self.price.amount or 0,
            Days(str(self.since.currentData()), str(self.until.currentData())),
            self.reasons.reason,
        )

    @classmethod
    def ask(
        cls, name: str, days: Sequence[str], language: str, ticks: Ticks, parent: QWidget
    ) -> Correction | None:
        """Return the correction, or None if cancelled."""
        dialog = cls(name, days, language, ticks, parent)
        return dialog.correction if dialog.confirmed() else None


class TakeBackDialog(AskDialog):
    """Asks which decision on a maker's settlement is taken back, and why; the newest is chosen."""

    def __init__(self, decided: Sequence[MakerDecision], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(self.tr("Which decision is taken back?"), self.tr("Take back"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Decisions on this settlement"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(560)
        for each in reversed(decided):
            item = QListWidgetItem(each.words)
            item.setData(_ID, each.identity)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.body.addWidget(self.list)
        self.reasons = ReasonRow([self.tr("entered by mistake"), self.tr("maker asked")])
        self.body.addWidget(self.reasons)
        self.list.setFocus()

    @property
    def identity(self) -> str:
        """The decision that is chosen; empty for none."""
        chosen = self.list.selectedItems()
        return str(chosen[0].data(_ID)) if chosen else ""

    def problem(self) -> str:
        """Require a decision and a reason."""
        if not self.identity:
            return self.tr("Choose a decision.")
        return "" if self.reasons.reason else self.tr("Say why.")

    @classmethod
    def ask(cls, decided: Sequence[MakerDecision], parent: QWidget) -> tuple[str, str] | None:
        """Return the decision's identity and the reason, or None if cancelled."""
        dialog = cls(decided, parent)
        return (dialog.identity, dialog.reasons.reason) if dialog.confirmed() else None
