"""A whole day through the real windows: first start, sales, a blind count, the day file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from pos_app.dayfile.reader import read_day
from ui.application import set_up_style
from ui.rehearsal.stand_day import play


def test_a_day_by_keys_alone_ends_in_a_day_file_that_reads_back(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_style(qapp)
    assert play(tmp_path / "out") == 0
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (file,) = (tmp_path / "out" / "day-files").glob("*.zip")
    day = read_day(file.read_bytes())
    kinds = [sale.kind for sale in day.tables.sales]
    assert kinds == ["sale", "sale", "sale", "sale", "void"]
    assert {tender.method for tender in day.tables.tenders} == {
        "cash",
        "change",
        "qris",
        "transfer",
    }
    bargained = [line for line in day.tables.lines if line.unit_price < line.list_price]
    assert [(line.list_price, line.unit_price) for line in bargained] == [(325_000, 300_000)]
    assert len(list((tmp_path / "out" / "screenshots").glob("*.png"))) >= 12
    assert len(list((tmp_path / "out" / "screenshots").glob("office-*.png"))) == 6
    assert len(list((tmp_path / "out" / "receipts").glob("*.pdf"))) == 6
    said = capsys.readouterr().out
    assert "Rp840.000" in said
    assert "(Rp840.000, complete)" in said
    assert not [window for window in qapp.topLevelWidgets() if window.isVisible()]
