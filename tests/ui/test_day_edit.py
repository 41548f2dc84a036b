"""A date is typed as people write it, over whatever date stood there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.widgets.day_edit import DayEdit


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("29-11-2026", "2026-11-29"),
        ("29112026", "2026-11-29"),
        ("29/11/2026", "2026-11-29"),
        ("29.11.2026", "2026-11-29"),
        ("29 11 2026", "2026-11-29"),
        ("5-12-2026", "2026-12-05"),
        ("05-12-2026", "2026-12-05"),
        ("1-2-2027", "2027-02-01"),
        ("31-1-2027", "2027-01-31"),  # November, which stood there, has 30 days
    ],
)
def test_a_typed_date_counts(styled_app: QApplication, typed: str, expected: str) -> None:
    edit = DayEdit(QDate(2026, 11, 28))
    edit.show()
    edit.setFocus()
    edit.setSelectedSection(DayEdit.Section.DaySection)
    QTest.keyClicks(edit, typed)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.date().toString("yyyy-MM-dd") == expected
    edit.close()
    edit.deleteLater()
