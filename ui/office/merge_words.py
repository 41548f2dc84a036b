"""The result of a merge as a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

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
    paper_parts = (
        (QCoreApplication.translate("OfficeMerged", "{0} new"), paper.taken),
        (QCoreApplication.translate("OfficeMerged", "{0} already here"), paper.same),
        (QCoreApplication.translate("OfficeMerged", "{0} in dispute"), paper.conflicts),
        (QCoreApplication.translate("OfficeMerged", "{0} rejected"), paper.rejected),
    )
    sentences = []
    for head, parts in (
        (QCoreApplication.translate("OfficeMerged", "Files: {0}"), file_parts),
        (QCoreApplication.translate("OfficeMerged", "Closing slips: {0}"), paper_parts),
    ):
        counted = [words.format(len(entries)) for words, entries in parts if entries]
        if counted:
            sentences.append(head.format("  ·  ".join(counted)))
    text = "  ·  ".join(sentences)
    text = text or QCoreApplication.translate("OfficeMerged", "No day file was found there.")
    if taken.passed_over:
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
