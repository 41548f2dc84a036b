"""Shows what a scanned note of another stand brings, and takes it in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from pos_app.clock import parse_stamp
from pos_app.domain.goods_note import GoodsLine
from pos_app.domain.money import format_rupiah
from pos_app.domain.price_steps import steps_words
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.catalogue import goods_intake, other_tills
from pos_app.services.catalogue.goods_intake import Arrival, ArrivingLine
from pos_app.services.catalogue.goods_notes import TakenNote
from ui.session import Session
from ui.staff import authorisation
from ui.texts import day_and_time
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.payload_edit import PayloadEdit
from ui.widgets.restyle import label

QTY, NAME = 0, 1
ROW, HIGH_ROW = 36, 56  # pixels: of one line, and of two


class ReceiveGoodsDialog(AskDialog):
    """The pieces of the note; a number that is other than counted can be typed over."""

    def __init__(
        self, session: Session, text: str, arrival: Arrival, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._text = text
        self.arrival = arrival
        self.taken: TakenNote | None = None
        self.table = QTableWidget(len(arrival.lines), 4)
        self._build()
        self.ok.setFocus()

    def _build(self) -> None:
        note, session = self.arrival.note, self._session
        heading = self.tr("Goods from stand {0}: take in %n piece(s)?", "", note.pieces)
        name = other_tills.other_stands(session.shop).get(note.stand, note.stand)
        stand = note.stand if name == note.stand else f"{note.stand} · {name}"
        self.set_question(heading.format(note.stand), self.tr("Take in"))
        self.ok.show_lock(self.arrival.needs_lead and staff.uses_pins(session.shop))
        at = day_and_time(parse_stamp(note.at), session.language)
        told = (stand, note.name, at, note.carrier)
        self.body.addWidget(label(" · ".join(filter(None, told)), "strong", wrap=True))
        for warning in self.arrival.warnings[:3]:
            self.body.addWidget(label(sentence(warning, session.language), "look", wrap=True))
        self._build_table()
        self.body.addWidget(self.table, 1)
        hint = self.tr("Count the pieces. Where fewer came, type the number over that of the note.")
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.setMinimumSize(840, 420)

    def _build_table(self) -> None:
        table = self.table
        heads = (self.tr("Pieces"), self.tr("Goods"), self.tr("Price"), self.tr("Here"))
        table.setHorizontalHeaderLabels(list(heads))
        table.setAccessibleName(self.tr("Goods on the note"))
        table.setProperty("kind", "form")
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for row, each in enumerate(self.arrival.lines):
            table.setRowHeight(row, HIGH_ROW if each.line.steps else ROW)
            came = 0 if each.clashes else each.line.qty
            cells = (str(came), each.line.name, _prices(each.line))
            for column, words in enumerate((*cells, self._state(each))):
                item = QTableWidgetItem(words)
                if column != QTY or each.clashes:
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(row, column, item)

    def _state(self, each: ArrivingLine) -> str:
        if each.clashes:
            return self.tr("code of other goods")
        only = [self.tr("only one")] if each.line.unique else []
        if each.known is None:
            return " · ".join((self.tr("new here"), *only))
        return " · ".join((self.tr("%n in stock", "", each.known.stock), *only))

    def counted(self) -> dict[str, int] | None:
        """Returns the pieces by SKU; None where a cell holds no number."""
        found = {}
        for row, each in enumerate(self.arrival.lines):
            item = self.table.item(row, QTY)
            text = item.text().strip() if item is not None else ""
            if not (text.isascii() and text.isdigit() and len(text) <= 7):
                return None
            found[each.line.sku] = int(text)
        return found

    def problem(self) -> str:
        """Takes the goods in; returns the reason when that is refused."""
        session, counted = self._session, self.counted()
        if counted is None:
            return self.tr("Type how many pieces came, 0 for none.")
        lead = ""
        if self.arrival.needs_lead:
            words = self.tr("Take in goods of a till that is not known here")
            asked = authorisation.ask_lead(session, words, self)
            if asked is None:
                return self.tr("A stand lead has to allow it.")
            lead = asked
        work = partial(
            goods_intake.take_in,
            session.shop,
            self._text,
            counted=counted,
            by=session.cashier,
            allowed_by=lead,
        )
        try:
            self.taken = session.away(work)
        except PosError as error:
            return sentence(error, session.language)
        return ""

    def told(self, taken: TakenNote) -> str:
        """Returns what is said after the goods were taken in."""
        count = sum(taken.counted.values())
        words = self.tr("%n piece(s) of note {0} are in the stock.", "", count)
        return words.format(taken.note.name)


def _prices(line: GoodsLine) -> str:
    """Returns the note's price of one piece, and below it the first for several."""
    words = steps_words(line.steps[:1], format_rupiah)
    more = " …" if len(line.steps) > 1 else ""
    return "\n".join(filter(None, (format_rupiah(line.price), words + more)))


class PasteNoteDialog(AskDialog):
    """A box for the text of a note, which a chat or a scanner brings."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.arrival: Arrival | None = None
        self.text = PayloadEdit()
        self.set_question(self.tr("Goods from another stand"), self.tr("Go on"))
        words = self.tr("Scan the code of the other stand's note, or paste its text here.")
        self.body.addWidget(label(words, "hint", wrap=True))
        self.text.setAccessibleName(self.tr("Text of the note"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(120)
        self.body.addWidget(self.text)
        self.text.entered.connect(self.try_to_accept)
        self.text.cancelled.connect(self.reject)
        self.setMinimumWidth(560)
        self.text.setFocus()

    def problem(self) -> str:
        """Reads the note; returns the reason when it is none for this till."""
        session, text = self._session, self.text.toPlainText()
        try:
            self.arrival = goods_intake.check_arrival(session.shop, text)
        except PosError as error:
            return sentence(error, session.language)
        return ""
