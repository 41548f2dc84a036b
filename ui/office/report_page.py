"""The report page: a preview, and the files to write: reports, stand packs, receipts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.clock import Clock
from pos_app.languages import LanguageCode
from pos_app.services.office import (
    acknowledgements,
    card_reading,
    letterheads,
    maker_cards,
    plan_decisions,
    reports,
    sheet_makers,
    stand_packs,
)
from pos_app.services.office.book_setup import MakerDraft
from pos_app.services.office.card_reading import BookCards
from pos_app.services.office.fairs import fair_books
from pos_app.services.office.maker_cards import CardsRead, Maker
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.office.stand_cards import write_stand_cards
from ui.event_errors import told_not_raised
from ui.off_thread import off_thread
from ui.office.ask_files import ask_book
from ui.office.export_card import ExportCard, Written
from ui.office.office_session import OfficeSession
from ui.office.paper_choice import PaperChoice
from ui.office.plan_dialog import PlanDialog
from ui.printing.paper_preview import PaperPreview
from ui.widgets.buttons import KeyButton
from ui.widgets.key_actions import run_key_action
from ui.widgets.restyle import card


class ReportPage(QWidget):
    """Makes the preview and writes the files on a worker thread."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.preview = PaperPreview(session, session.runner)
        self.choice = PaperChoice(session)
        self.files = ExportCard(
            session,
            self.tr("Report"),
            self.tr(
                "PDF, XLSX with charts, CSV and makers' statements, all from one set of figures."
            ),
            KeyButton(self.tr("Write the report…"), "F10", "primary"),
            partial(_write_report, session),
        )
        self.packs = ExportCard(
            session,
            self.tr("Stand packs"),
            self.tr("Before the fair: one signed file for each till, with its codes and goods."),
            KeyButton(self.tr("Write the stand packs…"), "F11"),
            partial(_write_packs, session.language),
        )
        self.receipts = ExportCard(
            session,
            self.tr("Hand-over receipts"),
            self.tr("For every file here: a message and a slip with the code for its till."),
            KeyButton(self.tr("Write the receipts…"), "F12"),
            partial(_write_receipts, session.clock, session.language),
        )
        self.plan = KeyButton(self.tr("Change the plan…"), "F7")
        self.packs.add_beside(self.plan)
        self.cards = KeyButton(self.tr("Makers' cards…"), "F4")
        self.packs.add_beside(self.cards)
        self._build()
        for each in (self.files, self.packs, self.receipts):
            each.wrote.connect(partial(self._fold_others, each))
        self.plan.clicked.connect(self.ask_plan)
        self.cards.clicked.connect(self.ask_cards)
        self.preview.done.connect(session.say)
        session.view_changed.connect(self._refresh_when_seen)
        session.earlier.changed.connect(self._refresh_when_seen)
        session.book_changed.connect(self._clear)
        self.choice.changed.connect(self.refresh)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 14)
        row.setSpacing(12)
        paper, column = card(12, 8)
        column.addWidget(self.choice)
        column.addWidget(self.preview, 1)
        row.addWidget(paper, 3)
        cards = QVBoxLayout()
        cards.setSpacing(8)
        for each, stretch in ((self.files, 4), (self.packs, 3), (self.receipts, 3)):
            cards.addWidget(each, stretch)
        row.addLayout(cards, 2)

    def _fold_others(self, wrote: ExportCard) -> None:
        """Let one list of written files stand at a time: three are higher than a low window."""
        for each in (self.files, self.packs, self.receipts):
            if each is not wrote:
                each.fold()

    def _clear(self) -> None:
        self.preview.show_pdf(None, "")

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _refresh_when_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Make the preview of the report again."""
        book = self._session.book
        if book is not None and self._session.view is not None:
            before = self._session.earlier.usable
            work = partial(_report_pdf, self._session.clock, self._session.settings, before, book)
            self._session.run(work, self._show)

    def _show(self, pdf: bytes) -> None:
        view = self._session.view
        if view is not None:
            self.preview.show_pdf(pdf, f"laporan-{view.status.plan.code}")

    def ask_plan(self) -> None:
        """Ask what changes in the plan, and sign it."""
        book = self._session.book
        if book is not None:
            self._session.run(partial(sheet_makers.makers_of_book, book), self._ask_plan)

    def _ask_plan(self, unplanned: tuple[MakerDraft, ...]) -> None:
        session, view, book = self._session, self._session.view, self._session.book
        if view is None or book is None:
            return
        plan = view.status.plan
        found = PlanDialog.ask(plan, unplanned, session.language, self.window())
        if found is not None:
            toml, reason = found
            work = partial(
                plan_decisions.change_plan, book, toml.encode(), session.operator, reason
            )
            session.run(work, self._changed_plan)

    def _changed_plan(self, _decided: object) -> None:
        self._session.say(
            self.tr("The plan is changed. New tills need their stand packs: write them again.")
        )
        self._session.refresh()

    def ask_cards(self) -> None:
        """Read what buyers are told of the makers, and ask what changes in it."""
        book = self._session.book
        if book is not None:
            self._session.run(partial(card_reading.book_cards, book), self._ask_cards)

    def _ask_cards(self, known: BookCards) -> None:
        from ui.widgets.maker_cards_dialog import MakerCardsDialog

        session, book, makers = self._session, self._session.book, known.makers
        if book is None or not makers:
            session.say(self.tr("The plan has no makers yet."))
            return
        language, take = session.language, partial(self._take_earlier, makers)
        changed = MakerCardsDialog.ask(makers, known.cards, language, self.window(), take)
        if changed:
            words = self.tr("makers' cards")
            work = partial(maker_cards.change_cards, book, changed, session.operator, words)
            session.run(work, self._changed_cards)

    def _take_earlier(self, makers: Sequence[Maker]) -> CardsRead | None:
        path = ask_book(self.window(), self.tr("The book of an earlier fair"))
        if path is None:
            return None
        return off_thread(partial(maker_cards.cards_of_earlier, path, makers))

    def _changed_cards(self, changed: Sequence[str]) -> None:
        words = self.tr(
            "%n maker's card(s) changed. Write the stand packs again.", "", len(changed)
        )
        self._session.say(words)
        self._session.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions = {
            Qt.Key.Key_F3: self.choice.letterhead.click,
            Qt.Key.Key_F4: self.cards.click,
            Qt.Key.Key_F7: self.plan.click,
            Qt.Key.Key_F10: self.files.write.click,
            Qt.Key.Key_F11: self.packs.write.click,
            Qt.Key.Key_F12: self.receipts.write.click,
        }
        if not run_key_action(event, actions) and not self.preview.handle_key(event):
            super().keyPressEvent(event)

    def focus_home(self) -> None:
        """Give the button that writes the report the keyboard focus."""
        self.files.write.setFocus(Qt.FocusReason.OtherFocusReason)


def _write_report(session: OfficeSession, book: Path, folder: Path) -> Written:
    settings = session.settings
    look = letterheads.paper_language(settings), letterheads.stored_letterhead(settings)
    more = fair_books(settings), session.earlier.usable
    return Written(reports.write_report(book, folder, None, session.clock, *look, *more))


def _report_pdf(clock: Clock, settings: OfficeSettings, earlier: Path | None, book: Path) -> bytes:
    look = letterheads.paper_language(settings), letterheads.stored_letterhead(settings)
    return reports.report_pdf(book, None, clock, *look, earlier)


def _write_receipts(clock: Clock, language: LanguageCode, book: Path, folder: Path) -> Written:
    found = acknowledgements.write_acknowledgements(book, folder, clock, language)
    return Written([path for _, paths in found for path in paths])


def _write_packs(language: LanguageCode, book: Path, folder: Path) -> Written:
    """The packs, and beside them the cards for the counters."""
    report = stand_packs.write_stand_packs(book, folder)
    paths = [Path(pack.path) for pack in report.packs]
    if paths:
        paths.append(write_stand_cards(book, folder, language))
    return Written(paths, report.problems, book_grew=bool(paths))
