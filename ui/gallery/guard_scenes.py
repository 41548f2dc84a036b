"""The scenes of what the till notices by itself: records that differ, a code that changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from pos_app.domain.payment_methods import Method
from pos_app.errors import PosError
from pos_app.services.day.date_correction import WrongDate
from pos_app.services.shop.twin_difference import RESTORED, TwinDifference
from ui.gallery.stage import Scene, Stage
from ui.start_refused import StartRefused
from ui.till.date_dialog import DateDialog
from ui.till.wrong_date_bar import CorrectDateDialog, WrongDateBar


def start_differs(stage: Stage) -> QWidget:
    """A start that finds sales in the twin which the database lacks."""
    from ui.till.twin_dialog import TwinDialog

    found = TwinDifference((stage.shop.journal.head(),) * 3, (), 2, 385_000, RESTORED)
    return stage.show(TwinDialog(stage.session, found))


def pay_qris_changed(stage: Stage) -> QWidget:
    """Paying by QRIS on the day on which the stand's code was changed."""
    stage.fill_cart(3)
    window = stage.screen("sell")
    window.sell.right_column.start(Method.QRIS)
    window.sell.right_column.qris.warn_of_change(True)
    return window


def start_refused(stage: Stage) -> QWidget:
    """A start on a disk without any room."""
    error = PosError("disk_full")
    return stage.show(StartRefused(error, stage.shop.folder, stage.session.language))


def start_copied(stage: Stage) -> QWidget:
    """The same after everything was copied to a stick."""
    from pos_app.services.safety.rescue_copy import StickCopy

    refused = StartRefused(PosError("disk_full"), stage.shop.folder, stage.session.language)
    stick = Path("/media/budi/KASIR")
    days, copies = [stick / "a.zip", stick / "b.zip"], [stick / "c.backup.db"]
    refused.show_copy(stick, StickCopy(days, copies, 142, 8_450_000))
    return stage.show(refused)


def open_date(stage: Stage) -> QWidget:
    """Opening the till on a date that the laptop's clock may have wrong."""
    facts = {"today": "2023-11-02", "newest": "2023-10-25", "planned": "2023-10-25, 2023-10-26"}
    return stage.show(DateDialog(stage.session, PosError("date_doubtful", **facts)))


_OPENED_AHEAD = WrongDate("2099-01-01", "2023-10-26", True)


def till_wrong_date(stage: Stage) -> QWidget:
    """The open till on a day that a wrong clock opened, before anything is sold."""
    window = stage.screen("till")
    bar = window.findChildren(WrongDateBar)[0]
    bar.show_found(_OPENED_AHEAD)
    return window


def correct_date_dialog(stage: Stage) -> QWidget:
    """The question before that day is closed empty and today is opened."""
    return stage.show(CorrectDateDialog(_OPENED_AHEAD))


def stick_offer(stage: Stage) -> QWidget:
    """A stick that holds another till's copy is offered as safety folder beside an empty cart."""
    from pos_app.services.day.usb_sticks import Stick
    from pos_app.services.safety.stick_offer import StickOffer, StickState

    window = stage.screen("sell")
    stick = Stick("KINGSTON 16GB (E:)", Path("E:/"))
    window.stick_offer.show_offer(StickOffer(stick, "", StickState.SHARED, ("B02-1",)))
    return window


def stick_offer_words(stage: Stage) -> QWidget:
    """The same after its button was pressed: what it is for, and the answers."""
    stick_offer(stage)
    stage.window.stick_offer.open_words()
    return stage.window


def safety_differs(stage: Stage) -> QWidget:
    """The card of a safety folder that has other sales under numbers that are in use."""
    from pos_app.messages import sentence
    from pos_app.services.safety.safety_folder import SafetyStatus
    from ui.settings.safety_card import SafetyCard

    card = SafetyCard(stage.session)
    card.resize(760, 320)
    status = SafetyStatus(Path("E:/"), 3, "2023-10-25T17:00:00+08:00", "safety_differs")
    card.show_status(status)
    error = PosError("safety_differs", rows=3, sales=2, net=185_000)
    card.state.setText(f"E:/\n{sentence(error, stage.session.language)}")
    return stage.show(card)


SCENES: dict[str, Scene] = {
    "safety-differs": safety_differs,
    "stick-offer": stick_offer,
    "stick-offer-words": stick_offer_words,
    "start-differs": start_differs,
    "start-refused": start_refused,
    "start-copied": start_copied,
    "open-date": open_date,
    "till-wrong-date": till_wrong_date,
    "correct-date": correct_date_dialog,
    "pay-qris-changed": pay_qris_changed,
}
