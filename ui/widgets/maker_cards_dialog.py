"""What buyers are told of every maker: a list of the makers, and the card of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from pos_app.domain.catalogue import Maker
from pos_app.domain.maker_card import MakerCard
from pos_app.errors import PosError, Problem
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from pos_app.services.catalogue import photos
from pos_app.services.catalogue.card_files import CardsRead, cards_from_table, laid_over
from ui.off_thread import off_thread
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.key_actions import run_key_action
from ui.widgets.maker_card_form import MakerCardForm
from ui.widgets.payload_edit import ask_for_photo
from ui.widgets.restyle import label
from ui.widgets.sheet_files import ask_for_sheet

MOST_PROBLEMS = 4
TakeEarlier = Callable[[], "CardsRead | None"]
"""Asks for an earlier fair's book and reads its cards; None if cancelled."""


class MakerCardsDialog(AskDialog):
    """Nothing is stored until it is confirmed; a mark shows which makers have a card."""

    def __init__(
        self,
        makers: Sequence[Maker],
        cards: Mapping[str, MakerCard],
        language: LanguageCode,
        parent: QWidget | None = None,
        take_earlier: TakeEarlier | None = None,
    ) -> None:
        super().__init__(parent)
        self._makers = list(makers)
        self._before = {m.code: cards.get(m.code, MakerCard(m.code)) for m in makers}
        self._cards = dict(self._before)
        self._language: LanguageCode = language
        self._take_earlier = take_earlier
        self._shown = ""
        self.list = QListWidget()
        self.form = MakerCardForm()
        self.from_table = KeyButton(self.tr("From a table…"), "F7", "small")
        self.from_earlier = KeyButton(self.tr("From an earlier fair…"), "F8", "small")
        self.told = label(kind="look", wrap=True)
        self._build()
        self._connect()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _build(self) -> None:
        self.set_question(self.tr("What buyers are told of the makers"), self.tr("Keep"))
        row = QHBoxLayout()
        row.setSpacing(8)
        hint = self.tr("Shown at the counter, on cards and in codes.")
        row.addWidget(label(hint, "hint", wrap=True), 1)
        row.addWidget(self.from_table)
        row.addWidget(self.from_earlier)
        self.from_earlier.setVisible(self._take_earlier is not None)
        self.body.addLayout(row)
        self.body.addWidget(self.told)
        self.told.hide()
        self.list.setAccessibleName(self.tr("Makers"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for maker in self._makers:
            self.list.addItem(QListWidgetItem(maker.name))
        self._mark()
        main = QHBoxLayout()
        main.setSpacing(12)
        main.addWidget(self.list, 1)
        main.addWidget(self.form, 4)
        self.body.addLayout(main, 1)
        self.let_body_grow()
        parent = self.parentWidget()
        room = parent.window().size() if parent else QSize(1000, 640)
        self.resize(min(1080, room.width() - 24), min(680, room.height() - 20))

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._choose)
        self.form.photo_wanted.connect(self.ask_photo)
        self.form.changed.connect(self._note)
        self.from_table.clicked.connect(self.ask_table)
        self.from_earlier.clicked.connect(self.ask_earlier)

    def _choose(self, row: int) -> None:
        """Show the maker of a row; a card that cannot be kept stays in front, and says why."""
        wrong = self.form.problem() if self._shown else ""
        self.error_label.setText(wrong)
        self.error_label.setVisible(bool(wrong))
        if wrong:
            shown = [maker.code for maker in self._makers].index(self._shown)
            if row != shown:
                self.list.setCurrentRow(shown)
        elif 0 <= row < len(self._makers):
            code = self._makers[row].code
            self._shown = ""
            self.form.show_card(self._cards[code])
            self._shown = code

    def _note(self) -> None:
        """Keep what is typed, so that another maker can be chosen meanwhile."""
        if self._shown:
            self._cards[self._shown] = self.form.card
            self._mark()

    def _mark(self) -> None:
        for row, maker in enumerate(self._makers):
            mark = "✓  " if self._cards[maker.code].tells else "–  "
            self.list.item(row).setText(mark + maker.name)

    @property
    def changed(self) -> list[MakerCard]:
        """The cards that differ from those at the beginning."""
        return [card for code, card in self._cards.items() if card != self._before[code]]

    def ask_photo(self) -> None:
        """Ask for a picture of the chosen maker."""
        name = ask_for_photo(self, self.tr("A photo of the maker"))
        if name:
            try:
                self.form.show_photo(off_thread(lambda: photos.shrunk(Path(name))))
            except PosError as error:
                self._say([error.problem()])

    def ask_table(self) -> None:
        """Ask for a table with a row for each maker, and lay it over the cards."""
        path = ask_for_sheet(self)
        if path is not None:
            try:
                reading = partial(cards_from_table, path, self._makers)
                self.take(off_thread(reading))
            except PosError as error:
                self._say([error.problem()])

    def ask_earlier(self) -> None:
        """Take over the cards of an earlier fair's book."""
        try:
            found = self._take_earlier() if self._take_earlier is not None else None
        except PosError as error:
            self._say([error.problem()])
            return
        if found is not None:
            self.take(found)

    def take(self, found: CardsRead) -> None:
        """Lay cards over the present ones; what they do not tell stays."""
        for code, card in found.cards.items():
            if code in self._cards:
                self._cards[code] = laid_over(self._cards[code], card)
        self._shown = ""  # what was taken is shown, not what was typed
        self._choose(self.list.currentRow())
        self._mark()
        words = self.tr("%n card(s) taken; nothing is stored before “Keep”.", "", len(found.cards))
        self._say(found.problems, words)

    def _say(self, problems: Sequence[Problem], words: str = "") -> None:
        lines = [sentence(each, self._language) for each in problems[:MOST_PROBLEMS]]
        left = len(problems) - MOST_PROBLEMS
        if left > 0:
            lines.append(self.tr("and {0} more").format(left))
        self.told.setText("\n".join(filter(None, (words, *lines))))
        self.told.setVisible(bool(self.told.text()))

    def problem(self) -> str:
        """Why the card in front cannot be kept; the others were checked when they were left."""
        return self.form.problem()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions = {
            Qt.Key.Key_F7: self.from_table.click,
            Qt.Key.Key_F8: self.from_earlier.click,
        }
        if not run_key_action(event, actions):
            super().keyPressEvent(event)

    @classmethod
    def ask(
        cls,
        makers: Sequence[Maker],
        cards: Mapping[str, MakerCard],
        language: LanguageCode,
        parent: QWidget | None = None,
        take_earlier: TakeEarlier | None = None,
    ) -> list[MakerCard] | None:
        """Return the cards that changed, or None if cancelled."""
        dialog = cls(makers, cards, language, parent, take_earlier)
        return dialog.changed if dialog.confirmed() else None
