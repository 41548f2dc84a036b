"""The session of the office program: the open book, its current view, and the work on it.

Each piece of work opens the book on a worker thread, so that the window never waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from pos_app.clock import Clock
from pos_app.errors import PosError, Problem, Refused
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode, known_language
from pos_app.messages import sentence
from pos_app.services.office import book_view, file_intake
from pos_app.services.office.book_view import BookView
from pos_app.services.office.file_intake import AddedFiles
from pos_app.services.office.operator import Operator, stored_name
from pos_app.services.office.settings import LAST_BOOK, OfficeSettings
from pos_app.services.office.watched_folders import set_watched_folders, watched_folders
from ui import theme as themes
from ui.alerts import Alert, Level
from ui.key_timing import KeyClock, Ticks, monotonic_ms
from ui.office.book_watch import BookWatch
from ui.office.earlier_fair import EarlierFair
from ui.office.folder_watch import FolderWatch
from ui.office.merge_task import MergeTask
from ui.office.pasted_picture import png_of
from ui.tasks import Outcome, PoolRunner, Runner
from ui.theme import Theme

T = TypeVar("T")
STOP_MS = 10_000


class OfficeSession(QObject):
    """The state that all pages share. They read `view` and refresh on `view_changed`."""

    alert_raised = Signal(object)
    look_changed = Signal()
    book_changed = Signal()
    view_changed = Signal()
    merging_changed = Signal()
    progressed = Signal(object)
    merged = Signal(object)
    problems_changed = Signal()
    others_changed = Signal()
    book_damaged = Signal(object)
    """The path of a book that shows no figures and can be made anew."""

    def __init__(
        self,
        settings: OfficeSettings,
        clock: Clock,
        runner: Runner | None = None,
        ticks: Ticks = monotonic_ms,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.clock = clock
        self.ticks = ticks
        self.keys = KeyClock(ticks)
        self.runner: Runner = runner or PoolRunner(self)
        self.book: Path | None = None
        self.view: BookView | None = None
        self.problems: tuple[Problem, ...] = ()  # of the last merge or refusal
        self.merging: MergeTask | None = None
        self._waiting: list[Path] = []
        self._reading = False
        self._stale = False
        self._says_grown = False
        self.others: tuple[str, ...] = ()  # the computers of other windows on this book
        self._asked_theme = self._asked_language = ""
        self.working = 0  # pieces of work on the book that have not ended
        self.work_begun = 0  # all that ever began
        self.watch = BookWatch(self, self)
        self.watch.book_grew.connect(self._book_grew)
        self.watch.day_began.connect(self.refresh)
        self.watch.others_changed.connect(self._note_others)
        self.earlier = EarlierFair(self, self)
        self.view_changed.connect(self.earlier.read_once)
        self.book_changed.connect(self.earlier.forget)
        self.folders = FolderWatch(self, self)
        self.folders.reached.connect(self._note_unreachable)
        self.folders.watch(watched_folders(settings))

    @property
    def operator(self) -> Operator:
        """The clock and the name of the person by which decisions are signed."""
        return Operator(self.clock, stored_name(self.settings))

    @property
    def language(self) -> LanguageCode:
        """The language of the screen."""
        stored = self.settings.get("language", DEFAULT_LANGUAGE)
        return known_language(self._asked_language or stored)

    @property
    def theme(self) -> Theme:
        """The theme of the window."""
        asked = self._asked_theme or self.settings.get("theme", themes.THEMES[0])
        return themes.load_theme(asked)

    def use_look(self, theme: str, language: str) -> None:
        """Take this theme and language from now on, without storing them; empty: as stored."""
        self._asked_theme, self._asked_language = theme, language

    def set_look(self, key: str, value: str) -> None:
        """Store another `language` or `theme` (the `key`); the window is built again."""
        self.attempt(lambda: self.settings.set(key, value))
        self.look_changed.emit()

    def knows(self, code: str) -> bool:
        """Return whether a scan is a code: any is, as no quantity is typed before it here."""
        return bool(code)

    def say(self, text: str, level: Level = Level.INFO) -> None:
        """Show `text` in the message bar."""
        self.alert_raised.emit(Alert(text, level))

    def say_error(self, error: PosError) -> None:
        """Show the error's sentence; of a list of problems the first, and offer the list."""
        found = error.problems if isinstance(error, Refused) else ()
        self.show_problems(found)
        self.say(sentence(found[0] if found else error, self.language), Level.ERROR)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Set the problems that the window offers to show as a list."""
        self.problems = tuple(problems)
        self.problems_changed.emit()

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Return what `work` returns; on a PosError show its sentence and return None."""
        try:
            return work()
        except PosError as error:
            self.say_error(error)
            return None

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Do `work` on a worker thread, then call `done` with its value on the GUI thread.

        If it raises, call `failed`; a PosError is shown, another exception is raised again.
        """
        self._run(work, partial(self._deliver, done, failed))

    def _run(self, work: Callable[[], T], done: Callable[[Outcome[T]], None]) -> None:
        """Do `work` on a worker thread, and count it: the watch must not look meanwhile."""
        self.working += 1
        self.work_begun += 1
        self.runner.run(work, partial(self._end_work, done))

    def _end_work(self, done: Callable[[Outcome[T]], None], outcome: Outcome[T]) -> None:
        self.working -= 1
        done(outcome)

    def _deliver(
        self,
        done: Callable[[T], None],
        failed: Callable[[], None] | None,
        outcome: Outcome[T],
    ) -> None:
        if not _receiver_exists(done):  # the window was built again for another look
            return
        if outcome.error is None:
            done(outcome.value)  # type: ignore[arg-type]  # a value of None is T's own
            return
        if failed is not None:
            failed()
        if not isinstance(outcome.error, PosError):
            raise outcome.error
        self.say_error(outcome.error)

    def open_book(self, path: Path) -> None:
        """Open the book at `path`, unless a merge is running."""
        if self._refuse_during_merge():
            return
        self.book, self.view = path, None
        self.show_problems(())
        self.attempt(lambda: self.settings.set(LAST_BOOK, str(path)))
        self.watch.watch(path)
        self.book_changed.emit()
        self.refresh()

    def close_book(self) -> None:
        """Close the book, unless a merge is running."""
        if not self._refuse_during_merge():
            self._leave_book()

    def _refuse_during_merge(self) -> bool:
        """Return whether a merge is running, and show a message if so."""
        if self.merging is not None:
            words = self.tr("Files are still being checked. Wait for the end, or cancel with Esc.")
            self.say(words, Level.WARNING)
        return self.merging is not None

    def _leave_book(self) -> None:
        self.book = self.view = None
        self.watch.watch(None)
        self.show_problems(())
        self.book_changed.emit()

    def refresh(self) -> None:
        """Read the book again; if it is being read already, once more after that."""
        if self.book is None:
            return
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        work = partial(book_view.view_book, self.book, None, self.clock)
        self._run(work, partial(self._show, self.book))

    def _show(self, book: Path, outcome: Outcome[BookView]) -> None:
        self._reading = False
        if book != self.book or self._stale:
            self.refresh()
            return
        if isinstance(outcome.error, PosError):
            self.say_error(outcome.error)
            if self.view is None:
                self.cancel_merge()
                self._leave_book()
                if outcome.error.code == "book_damaged":
                    self.book_damaged.emit(book)
            return
        if outcome.error is not None:
            raise outcome.error
        self.view = outcome.value
        self.view_changed.emit()
        if self._says_grown:
            self._says_grown = False
            self.say(self.tr("The book was brought up to date by another window or program."))

    def reload(self) -> None:
        """Read the book again because the person asks for it, and say so."""
        if self.book is not None:
            self.say(self.tr("The book is read again."))
            self.refresh()

    def _book_grew(self) -> None:
        self._says_grown = True
        self.refresh()

    def take_mark(self, mark: str) -> bool:
        """Return whether the view is as new as a book with this mark; read it again if not."""
        if self.view is None or self.view.mark == mark:
            return True
        if not self._reading:
            self._says_grown = self.working == 0
            self.refresh()
        return False

    def _note_others(self, others: tuple[str, ...]) -> None:
        came = len(others) > len(self.others)
        self.others = others
        self.others_changed.emit()
        if came:
            words = self.tr(
                "This book is open in another window too ({0}). Both may work: what one of them"
                " adds, the other shows within seconds."
            )
            self.say(words.format(", ".join(others)))

    def merge(self, paths: Sequence[Path], found: bool = False) -> None:
        """Merge the files and folders into the book; during a merge they wait for its end.

        Of files that were only `found` in a watched folder nothing is said unless there is news.
        """
        if self.book is None or not paths:
            return
        if self.merging is not None:
            self._waiting += paths
            return
        merging = MergeTask(self.book, paths, self.clock, self, found=found)
        merging.progressed.connect(self.progressed)
        self.merging = merging
        self.merging_changed.emit()
        self._run(merging.work, self._merged)

    def watch_folders(self, folders: Sequence[Path]) -> None:
        """Watch these folders from now on, also after the next start."""
        self.attempt(lambda: set_watched_folders(self.settings, folders))
        self.folders.watch(watched_folders(self.settings))
        if folders:
            self.say(self.tr("What arrives in %n folder(s) is added by itself.", "", len(folders)))

    def _note_unreachable(self, folders: Sequence[Path]) -> None:
        if folders:
            words = self.tr("{0} is not there. It is watched again when it comes back.")
            self.say(words.format(", ".join(map(str, folders))), Level.WARNING)

    def take_codes(self, texts: Sequence[str]) -> None:
        """Merge the codes of closing slips and interim totals."""
        if self.book is not None:
            self.run(partial(file_intake.add_scanned_slips, self.book, texts), self._took_codes)

    def take_picture(self, image: QImage) -> None:
        """Merge what a picture from the clipboard shows."""
        if self.book is not None:
            self.run(partial(_add_picture, self.book, image, self.clock), self._took_codes)

    def _took_codes(self, taken: AddedFiles) -> None:
        self.refresh()
        self.show_problems(taken.problems)
        self.merged.emit(taken)

    def cancel_merge(self) -> None:
        """Stop before the next file, and drop the paths that wait."""
        self._waiting.clear()
        if self.merging is not None:
            self.merging.cancel()

    def _merged(self, outcome: Outcome[AddedFiles]) -> None:
        if self.merging is not None:
            self.merging.deleteLater()
        self.merging = None
        self.merging_changed.emit()
        self.refresh()
        waiting, self._waiting = self._waiting, []
        self.merge(waiting)
        if isinstance(outcome.error, PosError):
            self.say_error(outcome.error)
        elif outcome.error is not None:
            raise outcome.error
        elif outcome.value is not None and (outcome.value.is_news or not outcome.value.found):
            self.show_problems(outcome.value.problems)
            self.merged.emit(outcome.value)

    def stop_work(self) -> None:
        """Cancel the merge, and wait up to 10 s for its current file. Call before closing."""
        self.cancel_merge()
        self.watch.stop()
        self.folders.stop()
        self.runner.wait(STOP_MS)


def _add_picture(book: Path, image: QImage, clock: Clock) -> AddedFiles:
    return file_intake.add_pasted_picture(book, png_of(image), clock)


def _receiver_exists(done: Callable[..., None]) -> bool:
    """Return whether the QObject whose method is `done` still exists."""
    method = done.func if isinstance(done, partial) else done
    owner = getattr(method, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
