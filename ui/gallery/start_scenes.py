"""The scenes of the first start, and of the till's key in the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

from pos_app.services.catalogue import import_export
from pos_app.services.shop.shop import KEY_NAME
from ui.gallery.stage import Scene, Stage, demo_pack


def _wizard(step: int) -> Scene:
    def scene(stage: Stage) -> QWidget:
        from ui.setup.wizard import SetupWizard

        wizard = SetupWizard(stage.shop.folder / "none", stage.session.language, step)
        if step == 2:
            wizard.show_printer(stage.shop)
        wizard.resize(min(stage.size[0], 1024), min(stage.size[1], 640))
        return stage.show(wizard)

    return scene


def start_pack(stage: Stage) -> QWidget:
    """The second step of the wizard with a stand pack."""
    from ui.setup.wizard import SetupWizard

    wizard = SetupWizard(stage.shop.folder / "none", stage.session.language, 1)
    wizard.resize(min(stage.size[0], 1024), min(stage.size[1], 640))
    stage.show(wizard)
    wizard.show_pack(demo_pack(stage.shop.folder))
    return wizard


def start_columns(stage: Stage) -> QWidget:
    """The columns of a maker's list at the first start."""
    from ui.products.goods_doors import FirstStartDoor
    from ui.products.import_dialog import ImportDialog

    text = "Nama Barang;Harga;Harga Satuan\nKalung;150000;125000\nGelang;45000;40000"
    grid = import_export.grid_of_text(text.encode(), "titipan.csv")
    door = FirstStartDoor(stage.shop, stage.session.language)
    return stage.show(ImportDialog(door, grid, parent=stage.window))


def till_key(stage: Stage) -> QWidget:
    """The settings screen scrolled to the till's key."""
    from ui.settings.settings_screen import SettingsScreen

    window = stage.screen("settings")
    page = window.page("settings")
    stage.process_events()
    assert isinstance(page, SettingsScreen)
    for area in page.findChildren(QScrollArea):
        area.ensureWidgetVisible(page.key)
    return window


def till_key_lost(stage: Stage) -> QWidget:
    """The same where the key file is gone, with the button that makes a new one."""
    key = stage.shop.folder / KEY_NAME
    kept = key.read_bytes()
    key.unlink()
    try:
        return till_key(stage)
    finally:
        key.write_bytes(kept)


def start_synced(stage: Stage) -> QWidget:
    """The second step where the folder is one that OneDrive synchronises."""
    from ui.setup.wizard import SetupWizard

    folder = stage.shop.folder / "OneDrive" / "none"
    wizard = SetupWizard(folder, stage.session.language, 1)
    wizard.resize(min(stage.size[0], 1024), min(stage.size[1], 640))
    return stage.show(wizard)


def help_dialog(stage: Stage) -> QWidget:
    """Help from afar as the office's window shows it, with a code that is not known."""
    from ui.widgets.help_card import HelpDialog, HelpFacts

    stage.screen("sell")
    facts = HelpFacts(stage.shop.folder, stage.shop.clock, stage.session.language)
    dialog = HelpDialog(facts, stage.window)
    dialog.card.code.setText("3F0A7C")
    dialog.card.show_crash()
    return stage.show(dialog)


SCENES: dict[str, Scene] = {
    **{f"start-{step + 1}": _wizard(step) for step in range(4)},
    "start-2-pack": start_pack,
    "start-2-columns": start_columns,
    "start-2-synced": start_synced,
    "dialog-help-from-afar": help_dialog,
    "settings-key": till_key,
    "settings-key-lost": till_key_lost,
}
