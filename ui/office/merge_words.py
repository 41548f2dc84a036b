"""The result of a merge as a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.services.office.closing_slips import SlipEntry, SlipReport
from pos_app.services.office.file_intake import AddedFiles


def merged_words(taken: AddedFiles) -> str:
    """Return how many files and slips were new, replaced, known, disputed or rejected."""
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
    ):
        counted = [words.format(len(entries)) for words, entries in parts if entries]
        if counted:
            sentences.append(head.format("  ·  ".join(counted)))
    text = "  ·  ".join(sentences)
    text = text or QCoreApplication.translate("OfficeMerged", "No day file was found there.")
    if taken.found:
        text = QCoreApplication.translate("OfficeMerged", "From a watched folder: {0}").format(text)
    elif taken.passed_over:
        passed = QCoreApplication.translate(
            "OfficeMerged",
            "Pictures without a closing slip: {0}",
        )
        text = f"{text}  ·  {passed.format(taken.passed_over)}"
    if files.cancelled:
        stopped = QCoreApplication.translate(
            "OfficeMerged", "Stopped. What was taken stays, the rest was not touched."
        )
        return f"{stopped} {text}"
    return text


def _paper(paper: SlipReport, interim: bool) -> tuple[tuple[str, list[SlipEntry]], ...]:
    """What became of the interim totals, or of the closing slips."""

    def some(entries: list[SlipEntry]) -> list[SlipEntry]:
        return [entry for entry in entries if entry.is_interim is interim]

    return (
        (QCoreApplication.translate("OfficeMerged", "{0} new"), some(paper.taken)),
        (QCoreApplication.translate("OfficeMerged", "{0} already here"), some(paper.same)),
        (QCoreApplication.translate("OfficeMerged", "{0} in dispute"), some(paper.conflicts)),
        (QCoreApplication.translate("OfficeMerged", "{0} rejected"), some(paper.rejected)),
    )
