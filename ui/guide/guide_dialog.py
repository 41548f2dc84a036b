"""The guide: its contents or what a search found at the left, the page at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pos_app.guide import Place, contents, find, page_of
from pos_app.languages import LanguageCode
from ui.guide.page_view import PageView
from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.find_box import FindBox
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.restyle import label

_LIST_LETTERS = 36  # longer titles are shortened, and whole in the tool tip
_PLACE = Qt.ItemDataRole.UserRole


class SearchBox(FindBox):
    """A search box that leaves Esc to the dialog when it is empty."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class GuideDialog(FittingDialog):
    """Opens at an anchor. `keys_wanted` says that it was left for the page of all keys."""

    def __init__(
        self, anchor: str, language: LanguageCode, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.keys_wanted = False
        self.find_box = SearchBox()
        self.places = QListWidget()
        self.page = PageView(theme, language)
        self.keys = KeyButton(self.tr("All keys"), "?")
        self.close_ = KeyButton(self.tr("Close"), "Esc", "primary")
        self._build()
        self._connect()
        self._show_contents()
        self.go_to(anchor)
        self.find_box.setFocus()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Guide"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Guide"), "title"), 1)
        head.addWidget(self.keys)
        head.addWidget(self.close_)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(14)
        side = QVBoxLayout()
        side.setSpacing(8)
        self.find_box.setPlaceholderText(self.tr("Search: printer, PIN, stick…"))
        self.find_box.setAccessibleName(self.tr("Search the guide"))
        self.places.setAccessibleName(self.tr("Places in the guide"))
        self.places.setProperty("kind", "quiet")
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        width = self.fontMetrics().averageCharWidth() * _LIST_LETTERS
        for each in (self.find_box, self.places):
            each.setFixedWidth(width)
            side.addWidget(each)
        row.addLayout(side)
        row.addWidget(self.page, 1)
        column.addLayout(row, 1)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(960, 600)
        self.resize(room.width() - 60, room.height() - 40)

    def _connect(self) -> None:
        self.find_box.textChanged.connect(self._search)
        self.find_box.moved.connect(self._move)
        self.find_box.entered.connect(self._read)
        self.places.currentItemChanged.connect(self._show_chosen)
        self.page.wanted.connect(self.go_to)
        self.keys.clicked.connect(self.show_keys)
        self.close_.clicked.connect(self.accept)

    def _show_contents(self) -> None:
        self.places.blockSignals(True)
        self.places.clear()
        for page, places in contents(self._language):
            head = page.headings[0]
            self._add(Place(page.name, head.anchor, page.title), strong=True)
            for place in places:
                self._add(place, indent="    ")
        self.places.blockSignals(False)

    def _add(self, place: Place, *, indent: str = "", strong: bool = False) -> None:
        item = QListWidgetItem(f"{indent}{place.title}")
        item.setData(_PLACE, place)
        item.setToolTip(place.excerpt or place.title)
        if strong:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(font)
        self.places.addItem(item)

    def _search(self, words: str) -> None:
        if not words.strip():
            at = self.places.currentItem()
            self._show_contents()
            if at is not None:
                self.go_to(self._place_of(at).anchor)
            return
        self.places.clear()
        for place in find(words, self._language):
            self._add(place)
        if self.places.count():
            self.places.setCurrentRow(0)
        else:
            item = QListWidgetItem(self.tr("Nothing found."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.places.addItem(item)

    def go_to(self, anchor: str) -> None:
        """Show the place called `anchor`, and mark it in the list if it stands there."""
        self.page.show_place(page_of(anchor, self._language), anchor)
        for row in range(self.places.count()):
            place = self.places.item(row).data(_PLACE)
            if isinstance(place, Place) and place.anchor == anchor:
                self.places.blockSignals(True)
                self.places.setCurrentRow(row)
                self.places.blockSignals(False)
                self._bring_up(row)

    def _bring_up(self, row: int) -> None:
        """Scroll the list so that what follows the place is seen too."""
        top = QListWidget.ScrollHint.PositionAtTop
        self.places.scrollToItem(self.places.item(max(0, row - 1)), top)

    def showEvent(self, event: QShowEvent) -> None:
        """Scroll again now that the list has its height."""
        super().showEvent(event)
        self._bring_up(self.places.currentRow())

    def _show_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_PLACE) is not None:
            place = self._place_of(item)
            self.page.show_place(place.page, place.anchor)

    @staticmethod
    def _place_of(item: QListWidgetItem) -> Place:
        place = item.data(_PLACE)
        assert isinstance(place, Place)
        return place

    def _move(self, step: int) -> None:
        row = self.places.currentRow() + step
        if 0 <= row < self.places.count():
            self.places.setCurrentRow(row)

    def _read(self) -> None:
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_keys(self) -> None:
        """Leave the guide for the page of all keys."""
        self.keys_wanted = True
        self.accept()

    def fixed_buttons(self) -> list[QPushButton]:
        return [self.keys, self.close_]

    def open_guide(self) -> None:
        """F1 in the guide closes it."""
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, leave for the keys on `?`, turn pages from the search box."""
        bar = self.page.verticalScrollBar()
        if event.text() == "?":
            self.show_keys()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            down = event.key() == Qt.Key.Key_PageDown
            bar.setValue(bar.value() + (1 if down else -1) * bar.pageStep())
        else:
            super().keyPressEvent(event)

    @classmethod
    def show_over(cls, anchor: str, language: LanguageCode, theme: Theme, parent: QWidget) -> bool:
        """Show the guide until it is closed; return whether the page of all keys is wanted."""
        dialog = cls(anchor, language, theme, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.keys_wanted
