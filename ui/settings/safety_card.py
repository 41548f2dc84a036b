"""The safety folder in the settings: where it is, how far, and a stick to be one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.safety.safety_folder import (
    SafetyStatus,
    end_safety,
    safety_status,
    set_safety,
)
from pos_app.services.safety.settle import settle_safety
from ui.event_errors import told_not_raised
from ui.session import Session
from ui.staff import authorisation
from ui.tasks import Outcome, Runner
from ui.texts import day_and_time
from ui.till.stick_watch import StickWatch
from ui.widgets.buttons import KeyButton
from ui.widgets.file_dialogs import ask_folder
from ui.widgets.restyle import label

SHOWN_STICKS = 3
_SENTENCES = {"backup_folder_missing": "safety_missing", "backup_disk_full": "safety_full"}


class SafetyCard(QWidget):
    """Offers each stick that is plugged in; every choice is stored at once."""

    def __init__(
        self,
        session: Session,
        watch: StickWatch | None = None,
        runner: Runner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner: Runner = runner or session.runner(self)
        self.watch = watch or StickWatch(self, runner=session.runner(self))
        session.ended.connect(self.watch.stop)
        self.state = label(kind="strong", wrap=True)
        self.sticks: dict[Path, KeyButton] = {}
        self.choose = KeyButton(self.tr("Another folder…"))
        self.end = KeyButton(self.tr("End it"))
        self.settle = KeyButton(self.tr("Keep it aside, begin anew"), kind="primary")
        self._build()
        self.watch.changed.connect(self._show_sticks)
        self.choose.clicked.connect(self._choose)
        self.end.clicked.connect(self._end)
        self.settle.clicked.connect(self._settle)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Safety folder"), "strong"))
        words = self.tr(
            "A stick, a second disk or a shared folder keeps a second copy of every sale. If this"
            " laptop is lost, another one carries on from it. Selling never waits for it."
        )
        column.addWidget(label(words, "hint", wrap=True))
        column.addWidget(self.state)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addWidget(self.choose)
        self._row.addWidget(self.end)
        self._row.addWidget(self.settle)
        self._row.addStretch(1)
        column.addLayout(self._row)

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setEnabled(not self._session.shop.identity.training)
        self.watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watch.stop()

    def refresh(self) -> None:
        """Read how far the safety folder is, on another thread, and show it."""
        shop = self._session.shop
        self._runner.run(lambda: safety_status(shop), self._take)

    def show_now(self) -> None:
        """Show how far the safety folder is before returning."""
        self.show_status(safety_status(self._session.shop))

    def _take(self, outcome: Outcome[SafetyStatus]) -> None:
        if outcome.value is not None:
            self.show_status(outcome.value)

    def show_status(self, found: SafetyStatus) -> None:
        """Show how far the safety folder is, or what is wrong with it."""
        self.end.setVisible(found.folder is not None)
        self.settle.setVisible(found.problem == "safety_differs")
        if found.folder is None:
            self.state.setText(self.tr("None yet."))
            return
        lines = [str(found.folder)]
        if found.problem:
            lines.append(sentence(self._trouble(found.problem), self._session.language))
        elif found.rows_behind:
            lines.append(self.tr("{0} rows behind").format(found.rows_behind))
        else:
            lines.append(self.tr("Everything is there."))
        if found.last_backup:
            at = day_and_time_of(found.last_backup, self._session.language)
            lines.append(self.tr("Newest backup: {0}").format(at))
        self.state.setText("\n".join(lines))

    def _trouble(self, problem: str) -> PosError:
        writer = self._session.shop.safety
        error = writer.error if writer is not None else None
        if error is not None and error.code in ("safety_knows_more", "safety_differs"):
            return error
        return PosError(_SENTENCES.get(problem, "safety_not_written"))

    def _show_sticks(self) -> None:
        for button in self.sticks.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self.sticks.clear()
        for stick in [s for s in self.watch.sticks if s.writable][:SHOWN_STICKS]:
            button = KeyButton(self.tr("Use stick {0}").format(stick.name), kind="primary")
            button.clicked.connect(partial(self._use_stick, stick.path))
            self._row.insertWidget(len(self.sticks), button)
            self.sticks[stick.path] = button

    def _use_stick(self, path: Path, _checked: bool = False) -> None:
        self.use(path)

    def _choose(self) -> None:
        path = ask_folder(self.window(), self.tr("Safety folder"))
        if path is not None:
            self.use(path)

    def use(self, path: Path) -> None:
        """Make `path` the safety folder, if a lead allows it."""
        shop = self._session.shop
        self._change(self.tr("Set the safety folder"), lambda: set_safety(shop, path))

    def _end(self) -> None:
        shop = self._session.shop
        self._change(self.tr("End the safety folder"), lambda: end_safety(shop))

    def _settle(self) -> None:
        words, shop = self.tr("Go on without what only the stick knows"), self._session.shop
        lead = authorisation.ask_lead(self._session, words, self.window())
        if lead is not None:
            self._take_change(self._session.store(lambda: settle_safety(shop, lead)))

    def _change(self, words: str, work: Callable[[], SafetyStatus]) -> None:
        if authorisation.ask_lead(self._session, words, self.window()) is None:
            return
        self._take_change(self._session.store(work))

    def _take_change(self, found: SafetyStatus | None) -> None:
        if found is not None:
            self.show_status(found)
            self._session.changed.emit()


def day_and_time_of(text: str, language: str) -> str:
    """Return a stored time as people read it."""
    from datetime import datetime

    try:
        return day_and_time(datetime.fromisoformat(text), language)
    except ValueError:
        return text
