"""Labels for goods: which, how many, on what; seen before they are printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.catalogue import Product
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.paper import label_roll, labels, receipts
from pos_app.services.paper.labels import Wanted
from ui import authorisation
from ui.labels.count_box import CountBox
from ui.labels.label_table import LabelTable
from ui.labels.sheet_card import SheetCard
from ui.printing.paper_preview import PaperDialog, ask_for_pdf
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import label

PAUSE_MS = 150  # of typing, before the preview is drawn again


class LabelsScreen(QWidget):
    """The goods with their counts at the left; the sheet, as it will look, at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.box = CountBox()
        self.table = LabelTable()
        self.none = label(kind="hint", wrap=True)
        self.as_stock = KeyButton(self.tr("As many as in stock"), "F3", "small")
        self.clear = KeyButton(self.tr("None"), "F4", "small")
        self.numbers = KeyButton(self.tr("Give numbers"), "F6", "small")
        self.card = SheetCard(session)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._actions: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_F2: self.measure,
            Qt.Key.Key_F3: self.take_stock,
            Qt.Key.Key_F4: self.take_none,
            Qt.Key.Key_F6: self.give_numbers,
            Qt.Key.Key_F7: self.show_test_page,
            Qt.Key.Key_F8: self.save,
            Qt.Key.Key_F9: self.print,
            Qt.Key.Key_F10: self.look,
        }
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 14)
        row.setSpacing(16)
        row.addWidget(self._build_left(), 1)
        row.addWidget(self.card)

    def _build_left(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 16, 1, 1)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 20, 0)
        top.setSpacing(8)
        self.box.setPlaceholderText(self.tr("Name, code, maker… or how many: 12 Enter"))
        self.box.setAccessibleName(self.tr("Find a product, or type how many labels"))
        top.addWidget(self.box)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.numbers.show_lock(staff.locks(self._session.shop))
        for button in (self.as_stock, self.clear, self.numbers):
            line.addWidget(button, 1)
        top.addLayout(line)
        column.addLayout(top)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.none, 1)
        column.addWidget(self.table, 1)
        return frame

    def _connect(self) -> None:
        self.box.textChanged.connect(self.refresh)
        self.box.moved.connect(self.table.step)
        self.box.stepped.connect(self._step_count)
        self.box.entered.connect(self._enter)
        self.table.opened.connect(self._enter)
        self.as_stock.clicked.connect(self.take_stock)
        self.clear.clicked.connect(self.take_none)
        self.numbers.clicked.connect(self.give_numbers)
        self.card.changed.connect(self._pause.start)
        self.card.edit_wanted.connect(self.measure)
        self.card.test_wanted.connect(self.show_test_page)
        self.card.look_wanted.connect(self.look)
        self.card.save_wanted.connect(self.save)
        self.card.print_wanted.connect(self.print)
        self._pause.timeout.connect(self.show_preview)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.setFixedWidth(min(max(int(self.width() * 0.32), 300), 440))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.card.refresh()
        self.refresh()
        self.show_preview()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, _text: str = "") -> None:
        """The goods that are searched for; while a number is typed, those of before."""
        if self.box.number is not None:
            return
        session, text = self._session, self.box.searched
        found = session.products
        if text:
            found = [session.products[at] for at in session.index.find(text, len(found))]
        current = self.table.current()
        self.table.show_goods(found, current.sku if current else "")
        self.none.setText(self.tr("Nothing found.") if text else self.tr("No goods yet."))
        self.none.setVisible(not found)
        self.table.setVisible(bool(found))

    @property
    def wanted(self) -> list[Wanted]:
        """The labels, in the order of the names."""
        counts = ((p, self.table.labels.count(p)) for p in self._session.products)
        return [Wanted(product.sku, count) for product, count in counts if count]

    def _set_counts(self, counts: dict[str, int], products: list[Product]) -> None:
        for product in products:
            self.table.labels.set_count(product, counts.get(product.sku, 0))
        self._pause.start()

    def _set_count(self, count: int) -> None:
        product = self.table.current()
        if product is not None:
            self._set_counts({product.sku: count}, [product])

    def _step_count(self, by: int) -> None:
        product = self.table.current()
        if product is not None:
            self._set_count(self.table.labels.count(product) + by)

    def _enter(self) -> None:
        """A number that was typed, else one label more."""
        number = self.box.number
        if number is None:
            self._step_count(1)
        else:
            self._set_count(number)
            self.box.clear()

    def take_stock(self) -> None:
        """A label for every piece of the goods that are shown."""
        goods = self.table.goods
        shown = [p for row in range(goods.rowCount()) if (p := goods.product(row)) is not None]
        counts = {want.sku: want.copies for want in labels.as_many_as_in_stock(shown)}
        self._set_counts(counts, shown)

    def take_none(self) -> None:
        self.table.labels.clear()
        self._pause.start()

    def give_numbers(self) -> None:
        """In-store EAN-13 numbers for what is to be labelled and has none."""
        session = self._session
        known = {product.sku: product for product in session.products}
        bare = [want.sku for want in self.wanted if not known[want.sku].barcode]
        if not bare:
            session.say(self.tr("All goods that are to be labelled have a barcode."))
            return
        if authorisation.ask_lead(session, self.tr("Give barcode numbers"), self.window()) is None:
            return
        given = session.attempt(lambda: labels.give_numbers(session.shop, bare, by=session.cashier))
        if given is not None:
            session.reload_catalogue()
            self.refresh()
            self.show_preview()
            session.say(self.tr("%n number(s) given.", "", len(given)))

    def show_preview(self) -> None:
        """The first page as it will be; or why there will be none."""
        wanted, card = self.wanted, self.card
        count = sum(want.copies for want in wanted)
        if not count:
            words = self.tr("Choose goods: Enter or + adds a label, a number sets how many.")
            card.show_labels(None, words)
            return
        try:
            labels.check_labels(self._session.shop, wanted, card.stock, card.resolution)
            pdf = self._made(_first(wanted, card.stock.per_page))
        except PosError as error:
            card.show_labels(None, sentence(error, self._session.language), wrong=True)
            return
        sheets = -(-(card.start - 1 + count) // card.stock.per_page)
        words = self.tr("%n label(s)", "", count)
        pages = self.tr("%n sheet(s)", "", sheets)
        size = self.tr("Print at 100\u00a0%")
        card.show_labels(pdf, f"{words} · {pages} · {size}")

    def _made(self, wanted: list[Wanted]) -> bytes:
        card = self.card
        return labels.make_labels(
            self._session.shop, wanted, card.stock, card.resolution, card.start
        )

    def _all(self) -> bytes | None:
        return self._session.attempt(lambda: self._made(self.wanted))

    def measure(self) -> None:
        """Other measures for the sheet."""
        from ui.labels.sheet_dialog import SheetDialog

        if SheetDialog.ask(self._session, self.card.stock, self.window()):
            self.show_preview()

    def show_test_page(self) -> None:
        """The calibration page of the sheet."""
        stock = self.card.stock
        words = self.tr("Test page of {0}").format(stock.name)
        pdf = labels.calibration(stock)
        PaperDialog.show_paper(self._session, words, pdf, f"tes-{stock.key}", self.window())

    def look(self) -> None:
        """All pages, large."""
        pdf, words = self._all(), self.tr("Labels")
        if pdf is not None and PaperDialog.show_paper(
            self._session, words, pdf, self._name(), self.window()
        ):
            self._used()

    def _name(self) -> str:
        return f"label-{self._session.shop.identity.place}-{self.card.stock.key}"

    def save(self) -> None:
        """The labels as a file."""
        pdf = self._all()
        path = ask_for_pdf(self.window(), self._name()) if pdf is not None else None
        if pdf is None or path is None:
            return
        data = pdf
        if self._session.attempt(lambda: receipts.save_pdf(data, path)):
            self._session.say(self.tr("Labels saved: {0}").format(str(path)))
            self._used()

    def print(self) -> None:
        """Straight to the label printer where there is one and a roll is chosen; else by dialog."""
        session, card = self._session, self.card
        wanted = self.wanted
        if not wanted:
            return
        roll = card.stock.grid[1] == 1 and label_roll.label_printer(session.shop) is not None
        if not roll:
            self.look()
            return
        count = session.attempt(
            lambda: label_roll.queue_roll(session.shop, wanted, card.stock, card.resolution)
        )
        if count is not None:
            session.print_queued.emit()
            session.say(self.tr("%n label(s) sent to the label printer.", "", count))

    def _used(self) -> None:
        self.card.used(sum(want.copies for want in self.wanted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._actions.get(Qt.Key(event.key()))
        if event.isAutoRepeat():
            event.ignore()
        elif action is not None:
            action()
        elif event.text() in ("+", "-"):
            self._step_count(1 if event.text() == "+" else -1)
        elif event.text() and event.text().isprintable():
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.box.setText(self.box.text() + event.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.box.clear()
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            event.ignore()


def _first(wanted: list[Wanted], most: int) -> list[Wanted]:
    """What stands on the first sheet at most."""
    found, room = [], most
    for want in wanted:
        if room <= 0:
            break
        found.append(Wanted(want.sku, min(want.copies, room)))
        room -= want.copies
    return found
