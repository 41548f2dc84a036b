"""The scenes of a till that is carried on, restored, or kept in a safety folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QScrollArea, QWidget

from pos_app.errors import PosError
from pos_app.services.day.usb_sticks import Stick
from pos_app.services.safety.offers import Offer
from pos_app.services.safety.safety_folder import set_safety
from ui.gallery.stage import Scene, Stage
from ui.settings.settings_screen import SettingsScreen
from ui.setup.wizard import SetupWizard

_OFFER = Offer(
    source=Path("/media/kasir/STIK/kasir-NUSAKRAF23-A07-1"),
    event="NUSAKRAF23",
    place="A07-1",
    name="Dekranasda Balikpapan",
    sales=142,
    net=8_450_000,
    last_number="A07-1-000142",
    last_at="2023-10-25T14:32:00+08:00",
    open_day="2023-10-25",
    may_miss=True,
    leads=(("BUDI", "Budi"),),
    here=False,
)


def carry_on(stage: Stage) -> QWidget:
    """The first start with a safety stick: what is known of the till on it."""
    wizard = SetupWizard(stage.shop.folder / "none", stage.session.language)
    wizard.resize(min(stage.size[0], 1024), min(stage.size[1], 640))
    stage.show(wizard)
    wizard.show_rescue()
    assert wizard.rescue is not None
    wizard.rescue.show_offer(_OFFER)
    return wizard


def nothing_found(stage: Stage) -> QWidget:
    """The same without a stick."""
    wizard = SetupWizard(stage.shop.folder / "none", stage.session.language)
    wizard.resize(min(stage.size[0], 1024), min(stage.size[1], 640))
    stage.show(wizard)
    wizard.show_rescue()
    return wizard


def damaged_till(stage: Stage) -> QWidget:
    """A till whose database is damaged, with its twin beside it."""
    from ui.setup.rescue_window import RescueWindow

    error = PosError("database_damaged", reason="quick_check")
    window = RescueWindow(stage.shop.folder / "none", stage.session.language, error)
    window.resize(min(stage.size[0], 1024), min(stage.size[1], 640))
    stage.show(window)
    window.page.show_offer(replace(_OFFER, here=True, may_miss=False))
    return window


def no_lead_known(stage: Stage) -> QWidget:
    """The first start with a till of which no lead's PIN is known."""
    wizard = carry_on(stage)
    assert isinstance(wizard, SetupWizard) and wizard.rescue is not None
    wizard.rescue.show_offer(replace(_OFFER, leads=(), name=""))
    return wizard


def safety_card(stage: Stage) -> QWidget:
    """The safety folder in the settings, with a stick that could be it."""
    if stage.shop.safety is None:
        set_safety(stage.shop, stage.shop.folder.parent / "stik")
    window = stage.screen("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsScreen)
    page.safety.watch.runner.wait(5_000)  # for the search that showing the page began
    stage.process_events()
    page.safety.watch.find = lambda: [Stick("MERAH", Path("/media/kasir/MERAH"))]
    page.safety.watch.sticks = page.safety.watch.find()
    page.safety.watch.changed.emit()
    page.safety.show_now()
    stage.process_events()
    for area in page.findChildren(QScrollArea):
        area.ensureWidgetVisible(page.safety)
    return window


SCENES: dict[str, Scene] = {
    "start-carry-on": carry_on,
    "start-carry-on-none": nothing_found,
    "start-carry-on-no-lead": no_lead_known,
    "damaged-till": damaged_till,
    "settings-safety": safety_card,
}
