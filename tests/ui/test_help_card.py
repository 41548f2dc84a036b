"""Help from afar in the window: the bundle, the codes, and a place that is no good for data."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pos_app.clock import ManualClock, parse_stamp
from pos_app.logs import log_fault, log_to, stop_logging
from pos_app.services.shop import folder_kind
from ui.setup.codes_page import CodesPage
from ui.widgets import help_card
from ui.widgets.help_card import HelpCard, HelpFacts

CLOCK = ManualClock(parse_stamp("2023-10-25T20:00:00+08:00"))


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    stop_logging()


@pytest.fixture
def card(qtbot: QtBot, tmp_path: Path) -> HelpCard:
    card = HelpCard(HelpFacts(tmp_path / "till", CLOCK, "en"))
    qtbot.addWidget(card)
    card.show()
    return card


def test_the_bundle_lies_where_it_was_asked_for(
    card: HelpCard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(help_card, "ask_folder", lambda *_: tmp_path)
    qtbot.mouseClick(card.bundle, Qt.MouseButton.LeftButton)
    (made,) = tmp_path.glob("*.zip")
    assert str(made) in card.answer.text()
    with zipfile.ZipFile(made) as archive:
        screen = json.loads(archive.read("machine.json"))["screen"]
    assert screen["scale"] > 0 and screen["qt"] and screen["fonts"] > 0


def test_a_bundle_that_cannot_be_written_says_why(
    card: HelpCard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(help_card, "ask_folder", lambda *_: tmp_path / "file")
    qtbot.mouseClick(card.bundle, Qt.MouseButton.LeftButton)
    assert card.answer.isVisible() and "pos-app-help" in card.answer.text()
    monkeypatch.setattr(help_card, "ask_folder", lambda *_: None)
    qtbot.mouseClick(card.bundle, Qt.MouseButton.LeftButton)


def test_a_code_is_looked_up_and_one_of_another_laptop_is_not_known(
    card: HelpCard, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "till"
    folder.mkdir()
    log_to(folder)
    code = log_fault(ValueError("Rahmawati"))
    qtbot.keyClicks(card.code, code.lower())
    qtbot.keyClick(card.code, Qt.Key.Key_Return)
    assert code in card.answer.text() and "ValueError" in card.answer.text()
    assert "Rahmawati" not in card.answer.text()
    card.code.setText("000000")
    qtbot.mouseClick(card.look_up, Qt.MouseButton.LeftButton)
    assert "000000" in card.answer.text()


def test_a_folder_that_is_synchronised_is_told_before_the_set_up(
    qtbot: QtBot, tmp_path: Path
) -> None:
    page = CodesPage(tmp_path / "OneDrive - Dinas" / "till", "en")
    qtbot.addWidget(page)
    page.show()
    assert "OneDrive" in page.place.text() and page.place.isVisible()


def test_a_disk_with_100_mb_left_is_told_before_the_set_up(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = SimpleNamespace(disk_usage=lambda _: SimpleNamespace(free=100_000_000))
    monkeypatch.setattr(folder_kind, "shutil", left)
    page = CodesPage(tmp_path, "en")
    qtbot.addWidget(page)
    assert "100 MB" in page.place.text()
    assert shutil.disk_usage(tmp_path).free > 0
