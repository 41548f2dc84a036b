"""The form of a new event: its days, stands, makers and staff. It makes a new book."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.catalogue import Maker
from pos_app.domain.maker_card import MakerCard
from pos_app.errors import Problem
from pos_app.messages import sentence
from pos_app.services.office import book_setup, sheet_makers
from pos_app.services.office.book_setup import EventDraft, MakerDraft, StaffDraft
from pos_app.services.selling import qris_code
from ui.off_thread import off_thread
from ui.office.ask_files import ask_earlier, ask_new_book
from ui.office.event_card import EventCard, EventCardState
from ui.office.form_rows import maker_of, maker_texts, stand_of, stand_texts
from ui.office.office_session import OfficeSession
from ui.widgets.buttons import KeyButton
from ui.widgets.form_table import FormRows, FormTable
from ui.widgets.key_actions import KeyActions
from ui.widgets.payload_edit import ask_for_photo
from ui.widgets.restyle import card, label

MOST_PROBLEMS = 4
QRIS_COLUMN = 4  # of the stands


@dataclass(frozen=True, slots=True)
class FormState:
    """What is typed in the form: its card, its tables, and which table is in front."""

    event: EventCardState
    tables: tuple[FormRows, ...]
    table: int


class NewBookPage(QWidget):
    """Opens the book that it makes; emits `cancelled` when the person goes back."""

    cancelled = Signal()

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.event_card = EventCard(session)
        self.event_card.makers = self._makers_typed
        code, name = self.tr("Code"), self.tr("Name")
        self.stands = FormTable(
            [
                *(code, name, self.tr("Tills"), self.tr("Telephone")),
                *(self.tr("QRIS code"), self.tr("Days")),
            ],
            self.tr("Stands"),
        )
        self.makers = FormTable(
            [
                *(code, name, self.tr("Share %"), self.tr("Telephone")),
                self.tr("Stand bears discount"),
            ],
            self.tr("Makers"),
            ticked=True,
        )
        self.staff = FormTable(
            [code, name, self.tr("Stand"), self.tr("Leads")], self.tr("Staff"), ticked=True
        )
        self.stands.limit_column(QRIS_COLUMN, 120)
        self.tables = QStackedWidget()
        self.tabs: list[QPushButton] = []
        self._cards: dict[str, tuple[str, MakerCard | None]] = {}
        self.error_label = label(kind="error", wrap=True)
        self.earlier = KeyButton(self.tr("Begin from an earlier fair…"), "F2")
        self.photo = KeyButton(self.tr("QRIS from a photo…"), "F4", "small")
        self.of_goods = KeyButton(self.tr("Makers of the goods"), "F7", "small")
        self.cancel = KeyButton(self.tr("Back"), "Esc")
        self.make = KeyButton(self.tr("Make the book…"), "Ctrl+Enter", "primary")
        self._build()
        self.cancel.clicked.connect(self.cancelled)
        self.make.clicked.connect(self.try_to_make)
        self.earlier.clicked.connect(self.begin_from_earlier)
        self.photo.clicked.connect(self.read_qris)
        self.of_goods.clicked.connect(self.add_makers_of_goods)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 16, 14)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.event_card, 2)
        row.addWidget(self._build_tables(), 3)
        column.addLayout(row, 1)
        column.addWidget(self.error_label)
        self.error_label.hide()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.cancel)
        foot.addWidget(self.earlier)
        foot.addWidget(self.make, 1)
        column.addLayout(foot)

    def _build_tables(self) -> QFrame:
        frame, column = card(12, 8)
        row = QHBoxLayout()
        row.setSpacing(6)
        group = QButtonGroup(self)
        for number, table in enumerate((self.stands, self.makers, self.staff)):
            button = QPushButton(table.accessibleName())
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.clicked.connect(partial(self.show_table, number))
            group.addButton(button)
            self.tabs.append(button)
            row.addWidget(button)
            table.add_row()
            self.tables.addWidget(table)
        row.addStretch(1)
        row.addWidget(self.photo)
        row.addWidget(self.of_goods)
        for words, spoken, act in (
            ("−", self.tr("Remove a row"), self._remove_row),
            ("+", self.tr("Add a row"), self._add_row),
        ):
            button = KeyButton(words, kind="small")
            button.setFixedWidth(44)
            button.setAccessibleName(spoken)
            button.setToolTip(spoken)
            button.clicked.connect(act)
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self.tables, 1)
        hint = self.tr(
            "Rows can be pasted from a spreadsheet (Ctrl+V). Days as 25-27, 29; empty for all days."
        )
        column.addWidget(label(hint, "soft", wrap=True))
        self.show_table(0)
        return frame

    def show_table(self, number: int, _checked: bool = False) -> None:
        """Show a table: 0 for stands, 1 for makers, 2 for staff."""
        self.tabs[number].setChecked(True)
        self.tables.setCurrentIndex(number)
        self.photo.setVisible(number == 0)
        self.of_goods.setVisible(number == 1)

    def _table(self) -> FormTable:
        table = self.tables.currentWidget()
        assert isinstance(table, FormTable)
        return table

    def _add_row(self) -> None:
        self._table().add_row()

    def _remove_row(self) -> None:
        self._table().remove_row()

    def focus_first(self) -> None:
        """Give the first box the focus."""
        self.event_card.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _makers_typed(self) -> list[Maker]:
        """The makers of the table that have a code, for goods without a maker."""
        rows = ((row[0].strip().upper(), row[1].strip()) for row in self.makers.rows())
        return [Maker(code, name or code) for code, name in rows if code]

    def draft(self) -> EventDraft:
        """Return what is typed in the form, unchecked."""
        makers = zip(self.makers.rows(), self.makers.ticks(), strict=True)
        staff = zip(self.staff.rows(), self.staff.ticks(), strict=True)
        return replace(
            self.event_card.draft(),
            stands=tuple(stand_of(*texts) for texts in self.stands.rows()),
            makers=tuple(
                replace(maker_of(code, name, share, phone, by_stand), card=self._card(code, name))
                for (code, name, share, phone), by_stand in makers
            ),
            staff=tuple(
                StaffDraft(code.upper(), name, leads, stand.upper())
                for (code, name, stand), leads in staff
            ),
        )

    def _card(self, code: str, name: str) -> MakerCard | None:
        """What the earlier fair told of a maker who is still the same one by code and name."""
        known, card = self._cards.get(code.upper(), ("", None))
        return card if known == " ".join(name.casefold().split()) else None

    def try_to_make(self) -> None:
        """Check the form, ask where to save the book and make it; or show what is wrong."""
        event = self.event_card
        if not all(edit.complain() for edit in (event.target, event.earlier)):
            return
        draft = self.draft()
        if self._is_incomplete(draft):
            return
        problems = book_setup.draft_problems(draft)
        self._show(problems)
        if problems:
            return
        path = ask_new_book(self.window(), self.tr("New book"), draft.code)
        if path is not None:
            self._make(path, draft)

    def _is_incomplete(self, draft: EventDraft) -> bool:
        """Show the first required field that is empty and focus it; return whether one is."""
        event = self.event_card
        lacking: tuple[tuple[bool, str, QWidget], ...] = (
            (not draft.code, self.tr("Fill in the event's code: letters and digits."), event.code),
            (not draft.name, self.tr("Fill in the event's name."), event.name),
            (not draft.stands, self.tr("Add at least one stand with its code."), self.stands),
        )
        for lacks, words, widget in lacking:
            if lacks:
                self.show_table(0)
                self.error_label.setText(words)
                self.error_label.show()
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _make(self, path: Path, draft: EventDraft) -> None:
        sheet = self.event_card.sheet
        warnings = self._session.attempt(
            lambda: off_thread(lambda: book_setup.new_book(path, draft, sheet))
        )
        if warnings is not None:
            self._session.open_book(path)
            self._session.show_problems(warnings)

    def begin_from_earlier(self) -> None:
        """Ask for an earlier fair's book or event file, and take over what stays the same."""
        path = ask_earlier(self.window(), self.tr("An earlier fair's book or event file"))
        if path is not None:
            work = partial(book_setup.draft_from, path, self._session.clock)
            self._session.run(work, self._take_draft)

    def _take_draft(self, draft: EventDraft) -> None:
        self._cards = {
            maker.code.upper(): (" ".join(maker.name.casefold().split()), maker.card)
            for maker in draft.makers
        }
        self.event_card.fill(draft)
        self.stands.show_rows(tuple((stand_texts(each), False) for each in draft.stands))
        self.makers.show_rows(
            tuple((maker_texts(m), m.discount_by == "stand") for m in draft.makers)
        )
        self.staff.show_rows(tuple(((p.code, p.name, p.stand), p.lead) for p in draft.staff))
        words = self.tr(
            "Taken over: %n stand(s). Code, name and days of the new fair are yours.",
            "",
            len(draft.stands),
        )
        self._session.say(words)
        self.focus_first()

    def read_qris(self) -> None:
        """Read the QRIS code of the chosen stand from a photo of its sticker."""
        row = self.stands.currentRow()
        item = self.stands.item(max(0, row), QRIS_COLUMN)
        name = ask_for_photo(self.window()) if item is not None else ""
        if name:
            work = partial(qris_code.read_code_from_photo, Path(name))
            self._session.run(work, partial(self._take_qris, max(0, row)))

    def _take_qris(self, row: int, payload: str) -> None:
        item = self.stands.item(row, QRIS_COLUMN)
        if item is not None:
            item.setText(payload)
            self._session.say(self.tr("The QRIS code of the photo is in the row."))

    def add_makers_of_goods(self) -> None:
        """Add a row for each maker of the sheet of goods that has none yet."""
        sheet = self.event_card.sheet
        if sheet is None:
            self._session.say(self.tr("Choose the sheet of goods first."))
            return
        self.show_table(1)
        owner = self.event_card.code.text().strip().upper()
        work = partial(sheet_makers.makers_of_sheet, sheet, self._makers_typed(), owner)
        self._session.run(work, self._take_makers)

    def _take_makers(self, found: tuple[MakerDraft, ...]) -> None:
        self.makers.add_rows([maker_texts(maker) for maker in found])
        words = self.tr("%n maker(s) added. Look at the codes and type each share.", "", len(found))
        none = self.tr("Every maker of the goods has a row already.")
        self._session.say(words if found else none)

    def key_actions(self) -> KeyActions:
        """The keys of the buttons, for the window's `keyPressEvent`."""
        return {
            Qt.Key.Key_F2: self.earlier.click,
            Qt.Key.Key_F4: self.photo.click,
            Qt.Key.Key_F7: self.add_makers_of_goods,
        }

    def state(self) -> FormState:
        """Return what is typed, to be shown again by `restore` in another language or look."""
        tables = tuple(table.all_rows() for table in (self.stands, self.makers, self.staff))
        return FormState(self.event_card.state(), tables, self.tables.currentIndex())

    def restore(self, state: FormState) -> None:
        """Show what was typed."""
        self.event_card.restore(state.event)
        for table, rows in zip((self.stands, self.makers, self.staff), state.tables, strict=True):
            table.show_rows(rows)
        self.show_table(state.table)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        lines = [sentence(each, self._session.language) for each in problems[:MOST_PROBLEMS]]
        left = len(problems) - MOST_PROBLEMS
        if left > 0:
            lines.append(self.tr("and {0} more").format(left))
        self.error_label.setText("\n".join(lines))
        self.error_label.setVisible(bool(lines))
