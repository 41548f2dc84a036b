"""The stand's papers: seen first, saved and printed after, and none that spoils the blind count."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui_robot import Counter

from pos_app.services import staff
from pos_app.services.day import closing
from pos_app.services.paper.reports import PaperKind
from pos_app.services.staff import Person, Role
from ui.papers.papers_dialog import PapersDialog
from ui.printing import paper_preview
from ui.staff import authorisation

Key = Qt.Key


def opened(counter: Counter) -> PapersDialog:
    counter.window.show_screen("today")
    dialog = PapersDialog(counter.session, counter.window)
    dialog.show()
    counter.app.processEvents()
    return dialog


def press(dialog: PapersDialog, key: Qt.Key) -> None:
    QTest.keyClick(dialog, key)


def test_every_paper_is_seen_by_its_number(counter: Counter) -> None:
    dialog = opened(counter)
    for number, paper in enumerate(dialog.choices):
        press(dialog, Key(Key.Key_1 + number))
        assert dialog.choices[paper].isChecked()
        if paper in (PaperKind.CLOSING, PaperKind.CARDS):  # nothing closed, nothing told
            assert dialog.error_label.isVisible() and dialog.preview.view.count == 0
            assert not dialog.preview.save.isEnabled()
        else:
            assert not dialog.error_label.isVisible() and dialog.preview.view.count >= 1
    dialog.close()


def test_a_paper_is_saved_under_a_name_that_tells(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def choose(_parent: object, name: str) -> Path:
        names.append(name)
        return tmp_path / f"{name}.pdf"

    monkeypatch.setattr(paper_preview, "ask_for_pdf", choose)
    dialog = opened(counter)
    dialog.choices[PaperKind.PRICES].click()
    press(dialog, Key.Key_F8)
    assert names[0].startswith("harga-")
    assert (tmp_path / f"{names[0]}.pdf").read_bytes().startswith(b"%PDF-")
    assert names[0] in dialog.status_label.text()
    dialog.close()


def test_the_days_report_waits_for_a_lead_while_the_till_is_open(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.save_person(counter.shop, Person("BUDI", "Budi", Role.LEAD))
    staff.set_pin(counter.shop, "BUDI", "1470")
    dialog = opened(counter)
    assert dialog.choices[PaperKind.PRICES].isChecked()
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: None)
    dialog.choices[PaperKind.DAY].click()
    assert dialog.choices[PaperKind.PRICES].isChecked()
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: "BUDI")
    dialog.choices[PaperKind.DAY].click()
    assert dialog.choices[PaperKind.DAY].isChecked() and dialog.preview.view.count >= 1
    dialog.close()
    closing.close_till(counter.shop, counted=200_000)
    counter.session.refresh()
    again = opened(counter)
    assert again.choices[PaperKind.DAY].isChecked()
    again.close()


def test_today_leads_to_the_papers(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr(PapersDialog, "show_papers", lambda *args: shown.append(args))
    counter.window.show_screen("today")
    counter.key(Key.Key_F7)
    assert len(shown) == 1
