"""The dialog that changes an open book's plan: a later last day, stands, tills, makers, phones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from pos_app.services.office.book_setup import MakerDraft
from pos_app.services.office.book_view import EventPlan
from pos_app.services.office.plan_decisions import PlanForm, change_text, plan_form
from ui.office.form_rows import maker_of, maker_texts, stand_of, stand_texts
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.form_table import FormTable
from ui.widgets.names import name_control
from ui.widgets.reason_row import ReasonRow
from ui.widgets.restyle import label


class PlanDialog(AskDialog):
    """Shows the present plan in tables; what differs in them becomes the change.

    `unplanned` are makers of the goods who are not in the plan: a key gives each a row.
    """

    def __init__(
        self,
        plan: EventPlan,
        unplanned: Sequence[MakerDraft],
        language: LanguageCode,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan = plan
        self._unplanned = list(unplanned)
        self._language: LanguageCode = language
        code, name, phone = self.tr("Code"), self.tr("Name"), self.tr("Telephone")
        stand_heads = [code, name, self.tr("Tills"), phone, self.tr("QRIS code"), self.tr("Days")]
        self.stands = FormTable(stand_heads, self.tr("Stands"))
        self.makers = FormTable(
            [code, name, self.tr("Share %"), phone, self.tr("Stand bears discount")],
            self.tr("Makers"),
            ticked=True,
        )
        self.of_goods = KeyButton("", "F7", "small")
        self.end = DayEdit()
        self.tabs: list[QPushButton] = []
        self.tables = QStackedWidget()
        self.reasons = ReasonRow([self.tr("came later"), self.tr("by telephone")])
        self.set_question(self.tr("Change the plan"), self.tr("Change"))
        self._build()
        self._fill()

    def _build(self) -> None:
        hint = self.tr(
            "The change is signed and noted with its reason; it can be undone. A stand that takes"
            " no more part is noted on its till-day, not taken out here."
        )
        self.body.addWidget(label(hint, "hint", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(6)
        group = QButtonGroup(self)
        for number, table in enumerate((self.stands, self.makers)):
            button = QPushButton(table.accessibleName())
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.show_table, number))
            group.addButton(button)
            self.tabs.append(button)
            row.addWidget(button)
            self.tables.addWidget(table)
        row.addStretch(1)
        self.of_goods.set_words(self.tr("Makers of the goods (%n)", "", len(self._unplanned)))
        self.of_goods.setAutoDefault(False)
        self.of_goods.setVisible(bool(self._unplanned))
        self.of_goods.clicked.connect(self.add_makers_of_goods)
        row.addWidget(self.of_goods)
        row.addWidget(label(self.tr("Last day"), "strong"))
        name_control(self.end, self.tr("Last day"))
        row.addWidget(self.end)
        add = KeyButton("+", kind="small")
        add.setFixedWidth(44)
        add.setAccessibleName(self.tr("Add a row"))
        add.setToolTip(self.tr("Add a row"))
        add.clicked.connect(self.add_row)
        row.addWidget(add)
        self.body.addLayout(row)
        self.stands.limit_column(4, 120)
        self.tables.setMinimumHeight(170)
        parent = self.parentWidget()
        room = parent.window().size() if parent else QSize(900, 640)
        self.setMinimumWidth(min(860, room.width() - 40))
        self.resize(self.minimumWidth(), min(640, room.height() - 20))
        self.body.addWidget(self.tables, 1)
        self.body.addWidget(self.reasons)
        self.let_body_grow()
        self.show_table(0)

    def _fill(self) -> None:
        form = plan_form(self._plan)
        self.end.setDate(QDate.fromString(form.end, "yyyy-MM-dd"))
        self.stands.show_rows(tuple((stand_texts(each), False) for each in form.stands))
        self.makers.show_rows(
            tuple((maker_texts(each), each.discount_by == "stand") for each in form.makers)
        )

    def show_table(self, number: int, _checked: bool = False) -> None:
        """Show a table: 0 for stands, 1 for makers."""
        self.tabs[number].setChecked(True)
        self.tables.setCurrentIndex(number)

    def add_row(self) -> None:
        """Add a row to the table in front, and go to it."""
        table = (self.stands, self.makers)[self.tables.currentIndex()]
        table.add_row()
        table.setCurrentCell(table.rowCount() - 1, 0)
        table.setFocus()

    def add_makers_of_goods(self) -> None:
        """Add a row for each maker of the goods who is not in the plan; once."""
        self.show_table(1)
        self.makers.add_rows([maker_texts(maker) for maker in self._unplanned])
        self._unplanned.clear()
        self.of_goods.hide()
        self.makers.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F7:
            self.add_makers_of_goods()
        else:
            super().keyPressEvent(event)

    @property
    def change(self) -> str:
        """What differs from the plan, as the text of a change. Raises PosError."""
        makers = zip(self.makers.rows(), self.makers.ticks(), strict=True)
        form = PlanForm(
            self.end.date().toString("yyyy-MM-dd"),
            tuple(stand_of(*texts) for texts in self.stands.rows()),
            tuple(
                maker_of(code, name, share, phone, by_stand)
                for (code, name, share, phone), by_stand in makers
            ),
        )
        return change_text(self._plan, form)

    def problem(self) -> str:
        """Require a change and a reason."""
        try:
            if not self.change:
                return self.tr("Nothing was changed.")
        except PosError as error:
            return sentence(error, self._language)
        return "" if self.reasons.reason else self.tr("Say why.")

    @classmethod
    def ask(
        cls,
        plan: EventPlan,
        unplanned: Sequence[MakerDraft],
        language: LanguageCode,
        parent: QWidget,
    ) -> tuple[str, str] | None:
        """Return the change and the reason, or None if cancelled."""
        dialog = cls(plan, unplanned, language, parent)
        return (dialog.change, dialog.reasons.reason) if dialog.confirmed() else None
