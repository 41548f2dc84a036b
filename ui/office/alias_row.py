"""The row below the settlements that maps an unplanned maker to a planned one, or undoes it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.services.office import decisions
from pos_app.services.office.book_view import BookView, DecisionStatus, maker_aliases
from ui.office.decision_choices import undo_choice
from ui.office.maker_dialog import MakerDialog
from ui.office.office_session import OfficeSession
from ui.widgets.buttons import KeyButton
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.restyle import label


class AliasRow(QWidget):
    """Shown for a maker outside the plan, and for one to whom other names are mapped."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._maker = self._name = ""
        self._names: dict[str, DecisionStatus] = {}
        self.words = label(kind="hint", wrap=True)
        self.map = KeyButton(self.tr("Which maker is this?"), "F4", "small")
        self.undo = KeyButton(self.tr("Take back"), kind="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.map)
        row.addWidget(self.undo)
        self.map.clicked.connect(self.ask)
        self.undo.clicked.connect(self.ask_to_undo)
        self.hide()

    def show_maker(self, view: BookView, maker: str, name: str) -> None:
        """Show the row for `maker`, a code of the plan or one that a till used."""
        self._maker, self._name = maker, name
        is_planned = any(each.code == maker for each in view.status.plan.makers)
        self._names = maker_aliases(view.status, maker) if is_planned else {}
        texts = ", ".join(f"“{text}”" for text in self._names)
        also = self.tr("Also meant by: {0}").format(texts) if texts else ""
        self.words.setText(also if is_planned else self.tr("This maker is not in the plan."))
        self.map.setVisible(not is_planned)
        self.undo.setVisible(bool(self._names))
        self.setVisible(not is_planned or bool(self._names))

    def ask(self) -> None:
        """Ask which planned maker it is and why, and store the decision."""
        view, book = self._session.view, self._session.book
        if view is None or book is None or self.map.isHidden():
            return
        planned = [(each.code, each.name) for each in view.status.plan.makers]
        found = MakerDialog.ask(self._name, planned, self.window())
        if found is not None:
            maker, reason = found
            clock = self._session.operator
            work = partial(decisions.same_maker, book, self._maker, maker, clock, reason)
            self._session.run(work, self._decided)

    def ask_to_undo(self) -> None:
        """Ask for a reason, and revoke the latest decision that mapped a name to this maker."""
        book = self._session.book
        if not self._names or book is None:
            return
        choice = undo_choice(list(self._names.values())[-1])
        reasons = [self.tr("maker asked"), self.tr("by telephone")]
        reason = ReasonDialog.ask(choice.question, self.tr("Decide"), reasons, self.window())
        if reason is not None:
            work = partial(choice.decide, book, self._session.operator, reason)
            self._session.run(work, self._decided)

    def _decided(self, _decided: object) -> None:
        self._session.say(self.tr("Decided and signed. It can be taken back."))
        self._session.refresh()
