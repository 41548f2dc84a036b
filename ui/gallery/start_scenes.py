"""Scenes of the first start, and of the key by which the office knows a till."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

from ui.gallery.stage import Scene, Stage, demo_pack


def _wizard(step: int) -> Scene:
    def scene(stage: Stage) -> QWidget:
        from ui.setup.wizard import SetupWizard

        wizard = SetupWizard(stage.shop.folder / "none", stage.session.language, step)
        if step == 2:
            wizard.show_printer(stage.shop)
        wizard.resize(min(stage.size[0], 1024), min(stage.size[1], 640))
        return stage.up(wizard)

    return scene


def start_pack(stage: Stage) -> QWidget:
    from ui.setup.wizard import SetupWizard

    wizard = SetupWizard(stage.shop.folder / "none", stage.session.language, 1)
    wizard.resize(min(stage.size[0], 1024), min(stage.size[1], 640))
    stage.up(wizard)
    wizard.show_pack(demo_pack(stage.shop.folder))
    return wizard


def till_key(stage: Stage) -> QWidget:
    window = stage.screen("settings")
    page = window.page("settings")
    stage.settle()
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return window


SCENES: dict[str, Scene] = {
    **{f"start-{step + 1}": _wizard(step) for step in range(4)},
    "start-2-pack": start_pack,
    "settings-key": till_key,
}
