"""The keys of the office's window, for its page of all keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.help_overlay import Section


def office_sections() -> list[list[Section]]:
    """Return the columns of the page: sections of keys, in the current language."""
    return [[_everywhere()], [_overview()], [_other_pages()]]


def _everywhere() -> Section:
    return QCoreApplication.translate("OfficeKeys", "Everywhere"), [
        (
            "Ctrl+1 … 5",
            QCoreApplication.translate("OfficeKeys", "overview, charts, payment, report, fairs"),
        ),
        ("Ctrl+O", QCoreApplication.translate("OfficeKeys", "add files")),
        ("Ctrl+V", QCoreApplication.translate("OfficeKeys", "add what was copied")),
        ("Ctrl+T", QCoreApplication.translate("OfficeKeys", "exact figures, to read and copy")),
        ("Ctrl+F", QCoreApplication.translate("OfficeKeys", "find a sale of the fair")),
        ("Ctrl+B", QCoreApplication.translate("OfficeKeys", "the board for the hall")),
        ("F6", QCoreApplication.translate("OfficeKeys", "problems with files")),
        ("F2", QCoreApplication.translate("OfficeKeys", "read the book again")),
        ("Esc", QCoreApplication.translate("OfficeKeys", "stop the check of files, close")),
        ("F1", QCoreApplication.translate("OfficeKeys", "the guide, at this page")),
        ("?", QCoreApplication.translate("OfficeKeys", "this page")),
    ]


def _overview() -> Section:
    return QCoreApplication.translate("OfficeKeys", "Overview"), [
        ("↑ ↓ ← →", QCoreApplication.translate("OfficeKeys", "choose a till and a day")),
        ("Enter", QCoreApplication.translate("OfficeKeys", "open the till-day")),
        ("F3", QCoreApplication.translate("OfficeKeys", "trouble first, or as planned")),
        ("F4", QCoreApplication.translate("OfficeKeys", "worth a look")),
        ("F5", QCoreApplication.translate("OfficeKeys", "whom to phone")),
        ("F7", QCoreApplication.translate("OfficeKeys", "copy the message or the list")),
        (
            "F8",
            QCoreApplication.translate(
                "OfficeKeys", "worth a look in this till-day; message to each stand"
            ),
        ),
    ]


def _other_pages() -> Section:
    return QCoreApplication.translate("OfficeKeys", "Charts, payment, report"), [
        ("F3", QCoreApplication.translate("OfficeKeys", "all statements; or the letterhead")),
        (
            "F4",
            QCoreApplication.translate(
                "OfficeKeys", "visitors; another name of a maker; makers' cards"
            ),
        ),
        ("F5", QCoreApplication.translate("OfficeKeys", "note a payment; or the earlier fair")),
        ("Ctrl+M", QCoreApplication.translate("OfficeKeys", "the evening's message to each maker")),
        (
            "F7",
            QCoreApplication.translate(
                "OfficeKeys", "correct a share or price; or change the plan"
            ),
        ),
        (
            "F7  F8  F9",
            QCoreApplication.translate(
                "OfficeKeys", "orders: which one counts, what became of it, deposit to the maker"
            ),
        ),
        ("F10", QCoreApplication.translate("OfficeKeys", "the report's files")),
        ("F8  F9", QCoreApplication.translate("OfficeKeys", "save the PDF, print")),
        ("F11", QCoreApplication.translate("OfficeKeys", "stand packs")),
        ("F12", QCoreApplication.translate("OfficeKeys", "receipts for the stands")),
    ]
