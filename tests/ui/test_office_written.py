"""Files that the report page wrote are listed in a low window without making it higher."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from support.fair_plan import make_book
from support.shops import clock_at
from ui_office import Desk

from pos_app.services.office.settings import OfficeSettings
from ui.office import export_card


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "id")
    made = Desk(styled_app, tmp_path / "home", clock_at("2023-10-24T09:00:00+08:00"))
    made.start(make_book(tmp_path))
    yield made
    made.close()


def test_the_newest_list_stands_alone_and_the_cards_lie_beside_the_packs(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = desk.window.report
    desk.window.resize(1024, 600)
    desk.window.show_page("report")
    monkeypatch.setattr(export_card, "ask_folder", lambda *_: tmp_path / "out")
    said: list[str] = []
    desk.session.alert_raised.connect(lambda alert: said.append(alert.text))
    for card in (report.files, report.packs):
        card.ask_and_write()
        desk.process_events()
    assert not report.files.files.isVisible()
    names = [report.packs.files.item(row).text() for row in range(report.packs.files.count())]
    assert names[-1].startswith("kartu-kasir-") and len(names) > 1
    assert desk.window.minimumSizeHint().height() <= 600
    desk.session.watch.look()
    desk.process_events()
    assert said == [], "the packs are this window's own work"
