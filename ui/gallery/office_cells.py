"""The scenes of one till-day, opened in the office's window."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from pos_app.domain.shift import Shift, last_shift
from pos_app.office.reconcile.review_list import review_list
from pos_app.office.reconcile.till_day_grid import till_day_grid
from pos_app.office.reconcile.transfers import Transfer, TransferState
from ui.gallery.office_fair import sample_reviews
from ui.gallery.office_windows import (
    by_photo,
    complete,
    decided,
    disputed,
    on_paper,
)
from ui.gallery.stage import Scene, Stage
from ui.office.office_window import OfficeWindow


def decided_cell(stage: Stage) -> QWidget:
    """A till-day that the office decided, opened: who decided, when and why."""
    return _open(decided(stage), "A05", 4)


def paper_cell(stage: Stage) -> QWidget:
    """A till-day of which only the closing slip arrived, opened."""
    return _open(on_paper(stage), "A07", 1)


def photo_cell(stage: Stage) -> QWidget:
    """A till-day of which some screens were photographed, opened: what is missing."""
    return _open(by_photo(stage), "A07", 1)


def _opened(stage: Stage, stand: str, day: int) -> QWidget:
    return _open(disputed(stage), stand, day)


def _open(window: OfficeWindow, stand: str, day: int) -> QWidget:
    grid = window.grid_page.grid.grid
    row = next(n for n in range(grid.rowCount()) if grid.place(n).stand == stand)
    window.grid_page.open_cell(row, day)
    return window


def _cell_shifts(stage: Stage) -> QWidget:
    """A till-day whose drawer went from hand to hand, opened."""
    window = complete(stage)
    session = window._session
    view = session.view
    assert view is not None
    day = next(each for each in view.status.confirmed.days if each.stand == "A04" and each.drawer)
    drawer = day.drawer
    assert drawer is not None
    first = Shift(1, f"{day.day}T14:02:00+08:00", "ANI", "SITI", 812_000, 810_000, "uang receh")
    ending = (f"{day.day}T21:00:00+08:00", "SITI", drawer.expected, drawer.counted)
    shifts = (first, last_shift([first], *ending))
    shown = replace(day, drawer=drawer._replace(shifts=shifts))
    days = tuple(shown if each is day else each for each in view.status.confirmed.days)
    status = replace(view.status, confirmed=view.status.confirmed._replace(days=days))
    session.view = view._replace(status=status, grid=till_day_grid(status, days))
    session.view_changed.emit()
    return _open(window, "A04", view.grid.days.index(day.day))


def _cell_transfers(stage: Stage) -> QWidget:
    """A till-day from which goods went to other stands, opened."""
    window = complete(stage)
    session = window._session
    view = session.view
    assert view is not None
    day = next(each.day for each in view.status.confirmed.days if each.stand == "A04")
    goods = (day, "A04-1", "NT-A04-1-0003", "MNK-0101", "A02", "Gelang manik Dayak kecil")
    other = (day, "A02-1", "NT-A02-1-0001", "RTN-0901", "A04", "Tas anjat rotan halus", 2)
    found = (
        Transfer(*goods, 6, 6, TransferState.RECEIVED, has_sender=True),
        Transfer(*goods[:3], "UKR-01", "A02", "Patung blontang", 1, 0, TransferState.SENT, True),
        Transfer(*other, 1, TransferState.DIFFERS, has_sender=True),
    )
    session.view = view._replace(status=replace(view.status, transfers=found))
    session.view_changed.emit()
    return _open(window, "A04", view.grid.days.index(day))


def _cell_review(stage: Stage) -> QWidget:
    """A till-day with things that are worth a look, opened."""
    window = complete(stage)
    session = window._session
    assert session.view is not None
    items = review_list(session.view.status, sample_reviews(session.view.status))
    session.view = session.view._replace(review=items)
    session.view_changed.emit()
    return _open(window, "A03", 4)


SCENES: dict[str, Scene] = {
    "office-cell-missing": partial(_opened, stand="A07", day=1),
    "office-cell-disputed": partial(_opened, stand="A05", day=4),
    "office-cell-transfers": _cell_transfers,
    "office-cell-received": partial(_opened, stand="A03", day=4),
    "office-cell-aside": partial(_opened, stand="A09", day=0),
    "office-cell-paper": paper_cell,
    "office-cell-photos": photo_cell,
    "office-cell-decided": decided_cell,
    "office-cell-review": _cell_review,
    "office-cell-shifts": _cell_shifts,
}
