"""What Qt itself says in a window of ours is Indonesian too: it brings no Indonesian."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.qt_words import QT_WORDS
from ui.translate import use_language

SAME = {"Drive", "File", "Folder", "OK"}
ENGLISH = {
    str(each).replace("&", "").rstrip(":") for each in QT_WORDS if not str(each).startswith("Alt+")
} - SAME


@pytest.fixture
def indonesian(styled_app: QApplication) -> Iterator[None]:
    use_language("id")
    yield
    use_language("en")


def words(window: QWidget) -> set[str]:
    found = {window.windowTitle()}
    for each in window.findChildren(QWidget):
        found |= {each.toolTip(), each.accessibleName()}
        if isinstance(each, QAbstractButton | QLabel):
            found.add(each.text())
        found |= {action.text() for action in each.actions()}
    if isinstance(window, QFileDialog):
        for table in window.findChildren(QWidget, "treeView"):
            model = table.model()
            columns = range(model.columnCount())
            found |= {str(model.headerData(n, Qt.Orientation.Horizontal)) for n in columns}
    return {each.replace("&", "").rstrip(":") for each in found if each}


@pytest.mark.parametrize("mode", QFileDialog.FileMode)
@pytest.mark.parametrize("accept", QFileDialog.AcceptMode)
@pytest.mark.usefixtures("indonesian")
def test_a_file_dialog_of_qt_speaks_indonesian(
    qtbot: QtBot, mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode
) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.show()
    QApplication.processEvents()
    said = words(dialog)
    assert "Batal" in said and "Cari di" in said
    assert said & ENGLISH == set()


@pytest.mark.usefixtures("indonesian")
def test_the_buttons_of_a_message_box_are_indonesian(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    for each in QMessageBox.StandardButton:
        if 0x400 <= each.value < 0x10000000 and each.value.bit_count() == 1:
            box.addButton(each)
    assert {"Ya", "Tidak", "Batal", "Simpan"} <= words(box)
    assert words(box) & ENGLISH == set()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
@pytest.mark.usefixtures("indonesian")
def test_the_menu_of_a_text_box_is_indonesian(
    qtbot: QtBot, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    edit = kind()
    qtbot.addWidget(edit)
    menu = edit.createStandardContextMenu()
    said = {each.text().split("\t")[0].replace("&", "") for each in menu.actions()} - {""}
    menu.deleteLater()
    assert {"Salin", "Tempel", "Pilih semua"} <= said
    assert said & ENGLISH == set()
