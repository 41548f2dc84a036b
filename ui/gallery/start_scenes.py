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
    window = stage.screen("settings")
    page = window.page("settings")
    stage.process_events()
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
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


SCENES: dict[str, Scene] = {
    **{f"start-{step + 1}": _wizard(step) for step in range(4)},
    "start-2-pack": start_pack,
    "start-2-columns": start_columns,
    "settings-key": till_key,
    "settings-key-lost": till_key_lost,
}
