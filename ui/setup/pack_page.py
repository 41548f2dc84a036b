"""First start with the office's stand pack: finding it, showing its contents, confirming it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.money import format_rupiah
from pos_app.domain.qris import parse_qris
from pos_app.languages import LanguageCode
from pos_app.services.day.usb_sticks import find_sticks
from pos_app.services.shop.pack_setup import CheckedPack, find_packs
from ui.texts import day_words
from ui.widgets.buttons import KeyButton
from ui.widgets.file_dialogs import ask_open
from ui.widgets.restyle import card, label

MAX_SHOWN = 2  # with more packs than this, only the button to choose one is shown


def ask_pack(parent: QWidget, title: str, folder: str) -> str:
    """Ask for a stand pack, starting in `folder`; return its path, or an empty text."""
    return str(ask_open(parent, title, "*.standpack", folder) or "")


def pack_folders() -> list[Path]:
    """Return the folders to search for packs: downloads, the desktop, and every USB stick."""
    places = QStandardPaths.StandardLocation
    wanted = (places.DownloadLocation, places.DesktopLocation)
    found = [QStandardPaths.writableLocation(place) for place in wanted]
    return [*(Path(folder) for folder in found if folder), *(s.path for s in find_sticks())]


def dropped_file(data: QMimeData) -> Path | None:
    """Return the single local file of a drop, or None for anything else."""
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class PackStrip(QWidget):
    """A row above the codes with a button for each pack found, and one to choose any other.

    Emits `chosen` with the path.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: dict[Path, KeyButton] = {}
        self.browse = KeyButton(self.tr("Choose a stand pack…"), "F3")
        self.words = label(kind="strong", wrap=True)
        self.words.setText(self.tr("With a stand pack, nothing has to be typed: drop it here."))
        self._folder = ""
        self._build()
        self.browse.clicked.connect(self.choose)

    def _build(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.browse)

    def search(self, folders: list[Path]) -> None:
        """Show a button for each pack in `folders`, unless there are more than MAX_SHOWN."""
        packs = find_packs(folders)
        self._folder = str(packs[0].parent) if packs else ""
        for path in packs if len(packs) <= MAX_SHOWN else ():
            button = KeyButton(path.stem, kind="small")
            button.setAccessibleName(self.tr("Stand pack {0}").format(path.name))
            button.setToolTip(str(path))
            button.clicked.connect(partial(self._take, path))
            self._row.insertWidget(self._row.count() - 1, button)
            self.found[path] = button
        if self.found:
            self.words.setText(self.tr("Found:"))

    def choose(self) -> None:
        """Ask for a pack file and emit `chosen` with it."""
        name = ask_pack(self, self.tr("Stand pack of the office"), self._folder)
        if name:
            self.chosen.emit(Path(name))

    def _take(self, path: Path, _checked: bool = False) -> None:
        self.chosen.emit(path)


class PackPage(QWidget):
    """Shows the contents of a pack; emits `confirmed` to set up from it, or `cancelled`."""

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, language: LanguageCode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language: LanguageCode = language
        self.offered: CheckedPack | None = None
        self.practice = QCheckBox(self.tr("Practice: sales are marked and never counted"))
        self.back = KeyButton(self.tr("Not this one"), "Esc")
        self.take = KeyButton(self.tr("Make this till"), "Enter", "primary")
        self.values = [label(kind="strong", wrap=True) for _ in range(6)]
        self._build()
        self.back.clicked.connect(self.cancelled)
        self.take.clicked.connect(self.confirmed)

    def _build(self) -> None:
        frame, inner = card(16, 8)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(16)
        names = (
            self.tr("Event"),
            self.tr("Stand and till"),
            self.tr("Goods"),
            self.tr("Staff"),
            "QRIS",
            self.tr("Key of the office"),
        )
        for row, (name, value) in enumerate(zip(names, self.values, strict=True)):
            grid.addWidget(label(name, "hint"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            value.setAccessibleName(name)
        grid.setColumnStretch(1, 1)
        inner.addLayout(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(frame)
        column.addWidget(self.practice)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.take, 1)
        column.addLayout(foot)

    def show_pack(self, offered: CheckedPack) -> None:
        """Show the contents of a checked pack."""
        self.offered = offered
        pack = offered.pack
        days = [
            day_words(day, self._language)
            for day in dict.fromkeys((*pack.days[:1], *pack.days[-1:]))
        ]
        texts = (
            f"{pack.event_name} ({pack.event})\n{' – '.join(days)}",
            self.tr("{0}  ·  till {1}").format(f"{pack.name} ({pack.stand})", pack.till),
            self._goods(offered),
            ", ".join(person.name for person in pack.staff) or "–",
            parse_qris(pack.qris).merchant_name if pack.qris else "–",
            offered.office_fingerprint,
        )
        for value, text in zip(self.values, texts, strict=True):
            value.setText(text)

    def _goods(self, offered: CheckedPack) -> str:
        pack = offered.pack
        words = self.tr("{0}  ·  makers: {1}").format(
            len(pack.products), len({product.maker for product in pack.products})
        )
        if pack.cash_rounding:
            rounding = self.tr("cash rounded to {0}").format(format_rupiah(pack.cash_rounding))
            words = f"{words}  ·  {rounding}"
        return words
