"""What is done with goods between stands, from the goods screen or by a scan on any screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_app.services.catalogue import goods_intake
from pos_app.services.catalogue.goods_intake import Arrival
from ui.products.goods_note_dialog import GoodsNoteDialog
from ui.products.goods_notes_dialog import GoodsNotesDialog
from ui.products.receive_goods_dialog import PasteNoteDialog, ReceiveGoodsDialog
from ui.products.send_goods_dialog import SendGoodsDialog
from ui.session import Session
from ui.staff import authorisation


class GoodsBetweenStands:
    """The notes of a till, and the two ways in which goods move."""

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session = session
        self._window = window

    def show(self) -> None:
        """Shows the notes until the person closes them."""
        dialog = GoodsNotesDialog(self._session, self._window)

        def send() -> None:
            self.send(dialog)
            dialog.refresh()

        def receive() -> None:
            self.paste(dialog)
            dialog.refresh()

        dialog.send_wanted.connect(send)
        dialog.receive_wanted.connect(receive)
        dialog.exec()
        dialog.deleteLater()

    def send(self, parent: QWidget) -> None:
        """Sends goods to another stand; a lead has to allow it."""
        session = self._session
        words = QCoreApplication.translate("SendGoodsDialog", "Goods to another stand")
        if authorisation.ask_lead(session, words, parent) is None:
            return
        notes = SendGoodsDialog.ask(session, parent)
        if notes:
            session.reload_catalogue()
            GoodsNoteDialog.show_notes(session, notes, parent)

    def paste(self, parent: QWidget) -> None:
        """Asks for the text of a note, and takes it in."""
        dialog = PasteNoteDialog(self._session, parent)
        if dialog.confirmed() and dialog.arrival is not None:
            self._take(dialog.text.toPlainText(), dialog.arrival, parent)

    def receive(self, text: str) -> None:
        """Takes in a note that was scanned; says why where that cannot be."""
        session = self._session
        arrival = session.attempt(lambda: goods_intake.check_arrival(session.shop, text))
        if arrival is None:
            session.sounds.unknown()
        else:
            self._take(text, arrival, self._window)

    def _take(self, text: str, arrival: Arrival, parent: QWidget) -> None:
        session = self._session
        dialog = ReceiveGoodsDialog(session, text, arrival, parent)
        if dialog.confirmed() and dialog.taken is not None:
            session.reload_catalogue()
            session.say(dialog.told(dialog.taken))
