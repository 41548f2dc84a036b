"""Adding what pictures show to the book: closing slips, interim totals, and days by light.

A folder may hold thousands of pictures of something else. Each of them costs little, is looked at
once only, and all of them together have a limit of time; what is left is looked at the next time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.clock import Clock
from pos_app.errors import PosError, Problem
from pos_app.office.book import Book
from pos_app.office.intake.found_pictures import FoundPicture
from pos_app.office.intake.merge import Cancelled, merge
from pos_app.office.intake.merge_report import MergeReport
from pos_app.office.intake.sources import SourceCode
from pos_app.services.office.closing_slips import SlipReport, add_slip_texts
from pos_app.services.office.picture_codes import PictureCodes, PictureReader, picture_reader
from pos_app.services.office.slip_pictures import codes_in

MOST_SECONDS = 600.0
"""How long pictures that nobody named are looked at in one go."""
STORE_EVERY = 20
"""After how many pictures with codes these are written to the book."""

BeforePicture = Callable[[int, str], None]
"""Called before each picture with the count of those before it, and its name; may raise Cancelled.
"""


@dataclass(slots=True)
class PicturesAdded:
    """What was done with pictures.

    Attributes:
        files: The days that are whole by their codes, and the codes.
        slips: The closing slips and interim totals.
        passed_over: How many pictures in folders and zips show no code, or none that another does
            not, those of earlier times included.
        left: How many there was no time for, or could not be read to the end.
    """

    files: MergeReport = field(default_factory=MergeReport)
    slips: SlipReport = field(default_factory=SlipReport)
    passed_over: int = 0
    left: int = 0


def add_pictures(
    book: Path,
    named: Sequence[FoundPicture],
    others: Sequence[FoundPicture],
    before: BeforePicture,
    clock: Clock,
    now_s: Callable[[], float] = time.monotonic,
) -> PicturesAdded:
    """Adds what pictures show to the book, `others` from folders and zips last, the newest first.

    A picture that was `named` has to show something. Raises PosError and MachineError as
    `Book.open` and `merge`.
    """
    with picture_reader() as reader:
        looks = _Looks(book, clock, reader)
        try:
            for number, picture in enumerate(named):
                before(number, picture.name)
                looks.look(picture, is_named=True)
            looks.look_at_others(others, lambda n, name: before(len(named) + n, name), now_s)
        except Cancelled:
            looks.added.files.cancelled = True
        looks.store()
    return looks.added


class _Looks:
    """Looks at pictures one after another, and writes what they show in pieces."""

    def __init__(self, book: Path, clock: Clock, reader: PictureReader) -> None:
        self._book = book
        self._clock = clock
        self._reader = reader
        self._found: list[tuple[str, PictureCodes]] = []
        self._empty: list[str] = []
        self._heic = 0
        self.added = PicturesAdded()

    def look(self, picture: FoundPicture, *, is_named: bool, mark: str = "") -> None:
        """Looks at one picture. One that cannot be read is refused only if it was named."""
        try:
            codes = codes_in(picture, self._reader, closely=is_named)
            if is_named and not codes:
                raise PosError("slip_photo_without_code", file=picture.name)
        except PosError as error:
            if is_named:
                self.added.slips.reject(picture.place, error)
                return
            if _was_interrupted(error):
                self.added.left += 1
                return
            self._heic += error.code == "photo_heic"
            codes = PictureCodes()
        if codes:
            self._found.append((picture.place, codes))
        else:
            self.added.passed_over += 1
            self._empty.append(mark)
        if len(self._found) >= STORE_EVERY:
            self.store()

    def look_at_others(
        self, pictures: Iterable[FoundPicture], before: BeforePicture, now_s: Callable[[], float]
    ) -> None:
        """Looks at pictures that nobody named: not at those seen before, and not for ever."""
        marked = sorted(_marked(pictures), key=lambda each: each[0], reverse=True)
        if not marked:
            return
        with Book.open(self._book, writing=False) as book:
            known = book.light.looked_at(mark for _, mark, _ in marked)
        end = now_s() + MOST_SECONDS
        for number, (_, mark, picture) in enumerate(marked):
            before(number, picture.name)
            if mark in known:
                self.added.passed_over += 1
            elif now_s() > end:
                self.added.left += 1
            else:
                self.look(picture, is_named=False, mark=mark)
        if self.added.left:
            problem = Problem("pictures_left", "warning", {"left": self.added.left})
            self.added.files.problems.append(problem)

    def store(self) -> None:
        """Writes what was found since the last time, and notes which pictures show nothing."""
        found, self._found = self._found, []
        empty, self._empty = list(filter(None, self._empty)), []
        texts = [(name, text) for name, codes in found for text in codes.texts]
        parts = [SourceCode(name, part) for name, codes in found for part in codes.parts]
        if texts:
            self.added.slips.add(add_slip_texts(self._book, texts))
        if parts or empty:
            with Book.open(self._book) as book:
                if parts:
                    report = merge(book, (), now=self._clock.now(), codes=parts)
                    self.added.files.extend(report)
                if empty:
                    with book.light.writing():
                        book.light.note_looked_at(empty)
        if self._heic:
            problem = Problem("photos_heic", "warning", {"count": self._heic})
            self.added.files.problems.append(problem)
            self._heic = 0


def _was_interrupted(error: PosError) -> bool:
    """Whether the reader of a picture was too slow or ended: another time it may find a code."""
    cause = error.__cause__
    return isinstance(cause, PosError) and cause.code in ("check_died", "check_too_long")


def _marked(
    pictures: Iterable[FoundPicture],
) -> Iterator[tuple[tuple[int, str], str, FoundPicture]]:
    """Each picture that is there, with its place in time and its mark.

    Pictures of one zip, which have its time, stand by their names: chats number them by the day.
    """
    for picture in pictures:
        found = picture.mark()
        if found is not None:
            yield (found[0], picture.name), found[1], picture
