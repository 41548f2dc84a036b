"""The result of a merge as a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from pos_app.languages import LanguageCode
from pos_app.services.office.closing_slips import SlipEntry, SlipReport
from pos_app.services.office.file_intake import AddedFiles, LightReport, OrderTwice
from pos_app.services.office.photo_messages import partial_text


def merged_words(taken: AddedFiles, language: LanguageCode) -> str:
    """Return how many files and slips were new, replaced, known, disputed or rejected.

    Of days that come by photos also what is still missing.
    """
    files, paper = taken.files, taken.paper
    file_parts = (
        (QCoreApplication.translate("OfficeMerged", "{0} new"), files.merged),
        (QCoreApplication.translate("OfficeMerged", "{0} replaced an older one"), files.replaced),
        (QCoreApplication.translate("OfficeMerged", "{0} already here"), files.same),
        (QCoreApplication.translate("OfficeMerged", "{0} in dispute"), files.conflicts),
        (QCoreApplication.translate("OfficeMerged", "{0} rejected"), files.rejected),
    )
    sentences = []
    for head, parts in (
        (QCoreApplication.translate("OfficeMerged", "Files: {0}"), file_parts),
        (QCoreApplication.translate("OfficeMerged", "Closing slips: {0}"), _paper(paper, False)),
        (QCoreApplication.translate("OfficeMerged", "Interim totals: {0}"), _paper(paper, True)),
        (QCoreApplication.translate("OfficeMerged", "Photos: {0}"), _photos(paper)),
    ):
        counted = [words.format(len(entries)) for words, entries in parts if entries]
        if counted:
            sentences.append(head.format("  ·  ".join(counted)))
    sentences += _order_words(files.orders_twice)
    text = "  ·  ".join([*sentences, *_photo_words(taken.files.light, language)])
    text = text or QCoreApplication.translate("OfficeMerged", "No day file was found there.")
    if taken.found:
        text = QCoreApplication.translate("OfficeMerged", "From a watched folder: {0}").format(text)
    elif taken.passed_over:
        passed = QCoreApplication.translate(
            "OfficeMerged",
            "Pictures without a new code: {0}",
        )
        text = f"{text}  ·  {passed.format(taken.passed_over)}"
    if files.cancelled:
        stopped = QCoreApplication.translate(
            "OfficeMerged", "Stopped. What was taken stays, the rest was not touched."
        )
        return f"{stopped} {text}"
    return text


def _order_words(found: Iterable[OrderTwice]) -> list[str]:
    """Return which orders were delivered or cancelled more than once, and by which receipts."""
    told = "; ".join(dict.fromkeys(each.text for each in found))
    words = QCoreApplication.translate("OfficeMerged", "Orders closed twice: {0}")
    return [words.format(told)] if told else []


def _photo_words(light: LightReport, language: LanguageCode) -> list[str]:
    """Return how many codes of days came by photo, and which days are not whole by them."""
    if not light.taken and not light.same and not light.rejected:
        return []
    counted = (
        (QCoreApplication.translate("OfficeMerged", "{0} new"), light.taken),
        (QCoreApplication.translate("OfficeMerged", "{0} already here"), light.same),
        (QCoreApplication.translate("OfficeMerged", "{0} rejected"), len(light.rejected)),
    )
    told = "  ·  ".join(words.format(count) for words, count in counted if count)
    head = QCoreApplication.translate("OfficeMerged", "Codes by photo: {0}").format(told)
    return [head, *(partial_text(each, language) for each in light.partial or ())]


def _paper(paper: SlipReport, interim: bool) -> tuple[tuple[str, list[SlipEntry]], ...]:
    """What became of the interim totals, or of the closing slips."""

    def some(entries: list[SlipEntry]) -> list[SlipEntry]:
        return [each for each in entries if each.is_interim is interim and not each.is_photo]

    return (
        (QCoreApplication.translate("OfficeMerged", "{0} new"), some(paper.taken)),
        (QCoreApplication.translate("OfficeMerged", "{0} already here"), some(paper.same)),
        (QCoreApplication.translate("OfficeMerged", "{0} in dispute"), some(paper.conflicts)),
        (QCoreApplication.translate("OfficeMerged", "{0} rejected"), some(paper.rejected)),
    )


def _photos(paper: SlipReport) -> tuple[tuple[str, list[SlipEntry]], ...]:
    """The pictures of which nobody can tell what they were to show."""
    refused = [entry for entry in paper.rejected if entry.is_photo]
    return ((QCoreApplication.translate("OfficeMerged", "{0} rejected"), refused),)
