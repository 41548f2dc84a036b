"""Closing slips taken into the book: scanned as text, photographed, or as the PDF of the till."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.dayfile.closing_qr import PREFIX, ClosingFacts, SignedClosing, read_signed_closing
from pos_app.errors import PosError, Problem
from pos_app.office.book import Book
from pos_app.office.intake.sources import read_bounded
from pos_app.office.reconcile.eligibility import check_eligibility
from pos_app.office.reconcile.paper_days import book_slips, check_paper, slip_record
from pos_app.services.catalogue.picture_files import MAX_PHOTO_BYTES, open_picture

if TYPE_CHECKING:
    from PIL import Image

MAX_PAGES = 20
PAGE_SCALE = 203 / 72
SMALL_PIXELS = 3_000_000
LARGE_PIXELS = 12_000_000
_PHOTO_CODES = {
    "photo_unreadable": "slip_photo_unreadable",
    "photo_too_large": "slip_photo_too_large",
    "file_too_large": "slip_photo_too_large",
}


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One code that was read, or a file in which there was none that holds."""

    file: str
    slip: ClosingFacts | None = None
    code: str | None = None

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"file": self.file}
        if self.slip is not None:
            slip = self.slip
            told |= {"stand": slip.stand, "till": slip.till, "seat": slip.seat, "day": slip.day}
            told |= {"revision": slip.revision, "manifest": slip.manifest, "net": slip.totals.net}
        return told if self.code is None else {**told, "code": self.code}


@dataclass(slots=True)
class PaperReport:
    """What became of each code. `conflicts` are in the book, and contradict what is there."""

    taken: list[PaperEntry] = field(default_factory=list)
    same: list[PaperEntry] = field(default_factory=list)
    conflicts: list[PaperEntry] = field(default_factory=list)
    rejected: list[PaperEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, other: PaperReport) -> None:
        """What became of further codes."""
        for name in ("taken", "same", "conflicts", "rejected", "problems"):
            getattr(self, name).extend(getattr(other, name))

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        names = ("taken", "same", "conflicts", "rejected")
        return {name: [entry.as_json() for entry in getattr(self, name)] for name in names}


def take_paper(
    book_path: Path, files: Iterable[Path] = (), texts: Iterable[str] = ()
) -> PaperReport:
    """Takes what is on slips into the book; a bad one never stops the others.

    Raises PosError of `Book.open`, and MachineError when the book cannot be written.
    """
    with Book.open(book_path) as book:
        taker = _Taker(book)
        for text in texts:
            taker.take("", text)
        for path in files:
            taker.take_file(path)
    return taker.report


class _Taker:
    def __init__(self, book: Book) -> None:
        self._book = book
        self._slips = book_slips(book)
        self._effective = book.effective_decisions()
        self.report = PaperReport()

    def take_file(self, path: Path) -> None:
        try:
            texts = codes_in(path)
        except PosError as error:
            self._reject(str(path), error)
            return
        for text in texts:
            self.take(str(path), text)

    def take(self, name: str, text: str) -> None:
        try:
            slip = read_signed_closing(text)
            self._check_event(slip.facts)
        except PosError as error:
            self._reject(name, error)
            return
        if not self._book.add_record(slip_record(slip)):
            self.report.same.append(PaperEntry(name, slip.facts))
            return
        self._sort(name, slip)

    def _reject(self, name: str, error: PosError) -> None:
        self.report.rejected.append(PaperEntry(name, code=error.code))
        self.report.problems.append(error.problem(name or None))

    def _check_event(self, slip: ClosingFacts) -> None:
        ours, facts = self._book.plan.code, _facts(slip)
        if slip.training:
            raise PosError("slip_training", **facts)
        if slip.event != ours:
            raise PosError("slip_other_event", **facts, event=slip.event, ours=ours)

    def _sort(self, name: str, slip: SignedClosing) -> None:
        """Names what a slip that is new to the book does there."""
        facts, book = slip.facts, self._book
        self._slips.append(facts)
        mine = (facts.stand, facts.till, facts.day)
        slips = [each for each in self._slips if (each.stand, each.till) == mine[:2]]
        eligibility = check_eligibility(book.plan, book.days_of_till(*mine[:2]), self._effective)
        found = check_paper(book.plan, eligibility, slips, self._effective)
        for conflict in found.conflicts:
            if conflict.till_day == mine and facts.manifest in {f.manifest for f in conflict.files}:
                self.report.conflicts.append(PaperEntry(name, facts, conflict.code))
                self._tell(name, conflict.code, "error", facts)
                return
        self.report.taken.append(PaperEntry(name, facts))
        for notice in found.warnings:
            if notice.till_day == mine and notice.detail == facts.code:
                self._tell(name, notice.code, "warning", facts)

    def _tell(self, name: str, code: str, severity: Any, slip: ClosingFacts) -> None:
        self.report.problems.append(Problem(code, severity, _facts(slip), name or None))


def _facts(slip: ClosingFacts) -> dict[str, object]:
    return {
        **{"stand": slip.stand, "till": slip.till, "day": slip.day},
        **{"revision": slip.revision, "slip": slip.code, "detail": slip.code},
    }


def codes_in(path: Path) -> list[str]:
    """The texts of the closing slips in a file, each once: of a scanner, a photo or a PDF.

    Raises PosError `file_not_found`, `file_unreadable`, `slip_photo_unreadable`,
    `slip_photo_too_large`, `slip_photo_without_code`.
    """
    try:
        data = read_bounded(path, MAX_PHOTO_BYTES)
        found = _texts(data) or _read_pictures(_pictures(path, data))
    except PosError as error:
        if error.code not in _PHOTO_CODES:
            raise
        raise PosError(_PHOTO_CODES[error.code], file=path.name) from error
    if not found:
        raise PosError("slip_photo_without_code", file=path.name)
    return found


def _texts(data: bytes) -> list[str]:
    """The lines of a file that a scanner typed."""
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(PREFIX.encode()):
        return []
    lines = data.decode("utf-8-sig", "replace").splitlines()
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


def _pictures(path: Path, data: bytes) -> Iterator[Image.Image]:
    if not data.startswith(b"%PDF-"):
        yield open_picture(path, "L")
        return
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PosError("photo_unreadable", file=path.name) from error
    try:
        for number in range(min(len(document), MAX_PAGES)):
            yield _page(document[number], path)
    finally:
        document.close()


def _page(page: Any, path: Path) -> Image.Image:
    """A page as a printer would put it on paper, unless it is no page of ours by its size."""
    width, height = page.get_size()
    if width * height * PAGE_SCALE**2 > LARGE_PIXELS:
        raise PosError("photo_too_large", file=path.name)
    image: Image.Image = page.render(scale=PAGE_SCALE, grayscale=True).to_pil()
    return image


def _read_pictures(pictures: Iterable[Image.Image]) -> list[str]:
    found: dict[str, None] = {}
    for picture in pictures:
        found |= dict.fromkeys(_read_picture(picture))
    return list(found)


def _read_picture(picture: Image.Image) -> list[str]:
    """What all ways of looking at it find together: one may see a code that another misses."""
    found: dict[str, None] = {}
    for view in _views(picture):
        found |= dict.fromkeys(_codes(view))
    if not found and picture.width * picture.height > LARGE_PIXELS:
        found |= dict.fromkeys(_codes(picture))  # a slip far away, in a very large photo
    return list(found)


def _codes(view: Image.Image) -> list[str]:
    import zxingcpp

    codes = zxingcpp.read_barcodes(view)
    return sorted(code.text for code in codes if code.text.startswith(PREFIX))


def _views(picture: Image.Image) -> Iterator[Image.Image]:
    """Within bounds: as it is; sharper; and grown with its grain smoothed away, which reads what
    is both blurred and noisy."""
    from PIL import Image, ImageFilter, ImageOps

    yield _at_most(picture, LARGE_PIXELS)
    small = _at_most(picture, SMALL_PIXELS)
    yield ImageOps.autocontrast(small, cutoff=2).filter(ImageFilter.UnsharpMask(3, 200, 2))
    twice = (small.width * 2, small.height * 2)
    grown = small.resize(twice, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.5))
    yield grown.filter(ImageFilter.UnsharpMask(6, 250, 0))


def _at_most(picture: Image.Image, pixels: int) -> Image.Image:
    from PIL import Image

    scale = min(1.0, (pixels / (picture.width * picture.height)) ** 0.5)
    size = (round(picture.width * scale) or 1, round(picture.height * scale) or 1)
    return picture if scale == 1.0 else picture.resize(size, Image.Resampling.BOX)
