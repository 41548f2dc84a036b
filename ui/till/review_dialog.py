"""What is worth a look in a closed day, beside the receipt of the chosen row."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.day.review import ReviewItem, closed_days, review_in
from pos_app.services.paper import receipts
from ui.models.review import ROW_ROLE, Col, ReviewModel, ReviewRow
from ui.session import Session
from ui.tasks import Outcome, Runner
from ui.texts import long_day_words
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.key_actions import run_key_action
from ui.widgets.notes_delegate import NotesDelegate
from ui.widgets.paper_view import ROLL_SCALE, PaperView
from ui.widgets.restyle import card, label
from ui.widgets.tables import set_up_read_only

PAPER = 330  # pixels: a receipt of 80 mm with its scroll bar


class ReviewDialog(FittingDialog):
    """The items of one closed day, the most rupiah first; earlier days by F2.

    A day is read on a worker thread, because its journal may have thousands of rows.
    """

    def __init__(
        self,
        session: Session,
        day: str,
        parent: QWidget | None = None,
        runner: Runner | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._days = session.attempt(lambda: closed_days(session.shop)) or [day]
        self.day = day
        self.runner: Runner = runner or session.runner(self)
        self.title = label(kind="title")
        self.hint = label(kind="hint", wrap=True)
        self.table = QTableView()
        self.model = ReviewModel(session.language, self)
        self.empty = label(kind="heading", wrap=True)
        self.paper = PaperView(ROLL_SCALE)
        self.earlier = KeyButton(self.tr("Earlier day"), "F2", "small")
        self.later = KeyButton(self.tr("Later day"), "F3", "small")
        self.close_ = KeyButton(self.tr("Close"), "Esc", "primary")
        self._build()
        self._connect()
        self.show_day(day)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Worth a look"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.title)
        self.hint.setText(
            self.tr(
                "Ordinary things are here too: a void is nothing bad. Look at the dearest first,"
                " and ask."
            )
        )
        column.addWidget(self.hint)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        frame, inner = card(1, 0)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(self.empty, 1)
        inner.addWidget(self.table, 1)
        halves.addWidget(frame, 1)
        self.paper.setFixedWidth(PAPER)
        halves.addWidget(self.paper)
        column.addLayout(halves, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        row.addWidget(self.close_, 1)
        column.addLayout(row)
        self._build_table()
        parent = self.parentWidget()
        size = parent.window().size() if parent else self.sizeHint()
        self.resize(min(1180, size.width() - 40), min(680, size.height() - 40))

    def _build_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        set_up_read_only(table)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setProperty("kind", "notes")
        table.setItemDelegate(NotesDelegate(table))
        table.setAccessibleName(self.tr("Worth a look"))
        for column in (Col.PLACE, Col.DAY):
            table.setColumnHidden(column, True)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Col.WHAT, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(table.resizeRowsToContents)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.earlier.clicked.connect(partial(self.step, 1))
        self.later.clicked.connect(partial(self.step, -1))
        self.close_.clicked.connect(self.accept)

    def show_day(self, day: str) -> None:
        """Read and show the closed day of the ISO date `day`."""
        self.day = day
        words = self.tr("Worth a look  ·  {0}")
        self.title.setText(words.format(long_day_words(day, self._session.language)))
        at = self._days.index(day) if day in self._days else 0
        self.earlier.setEnabled(at + 1 < len(self._days))
        self.later.setEnabled(at > 0)
        work = partial(review_in, self._session.shop.folder, day)
        self.runner.run(work, partial(self._show, day))

    def step(self, by: int, _checked: bool = False) -> None:
        """Show the closed day that is `by` days earlier, if there is one."""
        at = (self._days.index(self.day) if self.day in self._days else 0) + by
        if 0 <= at < len(self._days):
            self.show_day(self._days[at])

    def _show(self, day: str, outcome: Outcome[tuple[ReviewItem, ...]]) -> None:
        if day != self.day:  # another day was asked for since
            return
        if isinstance(outcome.error, PosError):
            self._fill((), sentence(outcome.error, self._session.language))
        elif outcome.error is not None:
            raise outcome.error
        else:
            self._fill(outcome.value or (), self.tr("Nothing is worth a look on this day."))

    def _fill(self, items: tuple[ReviewItem, ...], empty_words: str) -> None:
        names = {person.code: person.name for person in staff.people(self._session.shop)}
        self.model.set_rows([ReviewRow(item) for item in items], names)
        self.empty.setText(empty_words)
        self.empty.setVisible(not items)
        self.table.setVisible(bool(items))
        self.paper.show_pdf(None)
        if items:
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, index: QModelIndex) -> None:
        """Show the receipt of the row; nothing for a row without one."""
        row = index.data(ROW_ROLE) if index.isValid() else None
        number = row.item.number if isinstance(row, ReviewRow) else ""
        session = self._session
        pdf = None
        if number:
            pdf = session.attempt(
                lambda: receipts.receipt_pdf(session.shop, number, session.language)
            )
        self.paper.show_pdf(pdf)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions = {
            Qt.Key.Key_F2: partial(self.step, 1),
            Qt.Key.Key_F3: partial(self.step, -1),
        }
        if not run_key_action(event, actions):
            super().keyPressEvent(event)

    @classmethod
    def show_review(cls, session: Session, day: str, parent: QWidget) -> None:
        """Show the dialog until it is closed."""
        dialog = cls(session, day, parent)
        dialog.exec()
        dialog.deleteLater()
