"""The scenes of labels, PDF previews and papers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.services.paper import label_stocks, labels
from ui.gallery.stage import Scene, Stage


def _counted(stage: Stage, stock: str) -> QWidget:
    from ui.labels.labels_screen import LabelsScreen

    window = stage.screen("labels")
    page = window.page("labels")
    assert isinstance(page, LabelsScreen)
    page.card.stocks.setCurrentIndex(page.card.stocks.findData(stock))
    for n, product in enumerate(stage.session.products[:7]):
        page.table.labels.set_count(product, 3 + 4 * n)
    page.show_preview()
    return window


def labels_sheet(stage: Stage) -> QWidget:
    """Labels of seven products on a sheet."""
    return _counted(stage, "TJ108")


def labels_none(stage: Stage) -> QWidget:
    """The labels screen without a label chosen."""
    from ui.labels.labels_screen import LabelsScreen

    window = stage.screen("labels")
    page = window.page("labels")
    assert isinstance(page, LabelsScreen)
    page.clear_counts()
    page.show_preview()
    return window


def labels_refused(stage: Stage) -> QWidget:
    """A label stock that is too small for the bar codes."""
    return _counted(stage, "R33x15x3")


def measures(stage: Stage) -> QWidget:
    """The dialog of a sheet's measures."""
    from ui.labels.sheet_dialog import SheetDialog

    return stage.show(SheetDialog(stage.session, label_stocks.stock(stage.shop, "TJ108")))


def preview(stage: Stage) -> QWidget:
    """The preview dialog of a sheet of labels."""
    from ui.printing.paper_preview import PaperDialog

    wanted = labels.one_per_piece(stage.session.products[:8])
    sheet = label_stocks.stock(stage.shop, "L7160")
    pdf = labels.make_labels(stage.shop, wanted, sheet)
    return stage.show(PaperDialog(stage.session, "L7160", pdf, "label", stage.window))


def papers(stage: Stage) -> QWidget:
    """The dialog of the stand's papers."""
    from ui.papers.papers_dialog import PapersDialog

    return stage.show(PapersDialog(stage.session, stage.window))


SCENES: dict[str, Scene] = {
    "labels": labels_sheet,
    "labels-none": labels_none,
    "labels-refused": labels_refused,
    "dialog-measures": measures,
    "dialog-paper": preview,
    "dialog-papers": papers,
}
