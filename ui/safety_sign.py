"""The quiet sign in the header: how far the safety folder is behind, or that it is not there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from pos_app.services.shop.shop import Shop
from ui.widgets.restyle import set_state


def show_safety(sign: QLabel, shop: Shop) -> None:
    """Show on `sign` what the writing thread knows; no stick is read for it."""
    writer = shop.safety
    if writer is None:
        sign.hide()
        return
    state = writer.state
    behind = max(0, shop.journal.head().seq - state.written)
    sign.setVisible(bool(state.problem) or behind > QUIET)
    if state.problem == "safety_knows_more":
        words = QCoreApplication.translate("SafetySign", "Safety folder knows more: see Settings")
    elif state.problem == "safety_differs":
        words = QCoreApplication.translate(
            "SafetySign", "Safety folder has other sales: see Settings"
        )
    elif state.problem == "backup_folder_missing":
        words = QCoreApplication.translate("SafetySign", "Safety stick is out: {0} behind")
    elif state.problem:
        words = QCoreApplication.translate("SafetySign", "Safety folder is not written: {0} behind")
    else:
        words = QCoreApplication.translate("SafetySign", "Safety folder: {0} behind")
    sign.setText(words.format(behind))
    set_state(sign, "tone", "look")


QUIET = 20
"""Rows behind that are no news: the thread is about to write them."""
