"""What the office's window shows of fairs, held against the fairs counted again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.recount.compare_status import differs, rupiah, sentence, tells
from office.recount.counted_fair import Recount
from office.recount.day_files import TillDay
from office.recount.fairs import make_fair
from office.recount.hand_in import hand_in
from office.recount.test_recount import count_again
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from support.shops import clock_at
from ui_office import Desk

from pos_app.services.office.settings import OfficeSettings
from ui.office.call_list import calls_for

SEEDS = [
    *(pytest.param(seed, id=f"seed {seed}") for seed in range(4)),
    *(pytest.param(seed, id=f"seed {seed}", marks=pytest.mark.soak) for seed in range(12, 72)),
]
SIGNS_OF = {
    "in_sum": "✓↻0?",
    "disputed": "≠",
    "on_paper": "§",
    "declared_empty": "0",
    "withdrawn": "×",
    "missing": "…!",
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_the_window_is_what_the_files_come_to(
    seed: int, language: str, styled_app: QApplication, tmp_path: Path
) -> None:
    fair = make_fair(seed)
    found, office = count_again(fair), hand_in(fair, tmp_path)
    OfficeSettings(tmp_path / "home").set("language", language)
    evening = clock_at(f"{fair.through}T20:00:00+08:00")
    desk = Desk(styled_app, tmp_path / "home", evening)
    desk.start(office.book)
    try:
        wrong = [*headline(found, desk), *cells(found, desk), *charts(found, desk)]
        wrong += [*makers(found, desk), *calls(found, desk)]
    finally:
        desk.close()
    told = f"seed {seed}, {fair.fates}\n" + "\n".join(wrong[:20])
    assert not wrong, told


def headline(found: Recount, desk: Desk) -> Iterator[str]:
    shown = desk.window.grid_page.headline
    unseen = found.totals["unconfirmed"]
    words = "QRIS belum terlihat" if desk.session.language == "id" else "QRIS not seen"
    beside = f", {rupiah(unseen)} {words}" if unseen else ""
    yield from differs("headline", rupiah(found.totals["net"]) + beside, shown.total.text())
    yield from sentence("headline", found, shown.accessibleName())


def cells(found: Recount, desk: Desk) -> Iterator[str]:
    model = desk.window.grid_page.grid.grid
    nets: dict[TillDay, int] = {}
    for file in found.counted:
        again = set(found.repeated.get(file.identity, ()))
        rows = [row for row in file.tables["sales"] if row["sale_id"] not in again]
        nets[file.till_day] = nets.get(file.till_day, 0) + sum(row["net"] for row in rows)
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            place = (model.place(row).stand, model.place(row).till, model.day(column))
            state = found.states.get(place)
            if state is None:
                continue
            text = index.data()
            if text[0] not in SIGNS_OF[state]:
                yield f"cell {place}: counted {state}, said {text!r}"
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
            if state == "in_sum" and text[0] != "0":
                yield from tells(f"cell {place}", spoken, rupiah(nets[place]))
            if state == "on_paper":
                yield from tells(f"cell {place}", spoken, rupiah(found.paper[place]))


def charts(found: Recount, desk: Desk) -> Iterator[str]:
    page = desk.window.charts
    page.refresh()
    yield from sentence("charts", found, page.completeness.text())


def makers(found: Recount, desk: Desk) -> Iterator[str]:
    page = desk.window.settlement
    page.refresh()
    owed = found.owed
    yield from tells("to be paid", page.total.text(), rupiah(owed["owed"]))
    if owed["overpaid"]:
        yield from tells("paid too much", page.overpaid.text(), rupiah(owed["overpaid"]))
    table = page.table
    shown = {
        table.item(row, 0).data(Qt.ItemDataRole.UserRole): [  # type: ignore[union-attr]
            table.item(row, column).text()  # type: ignore[union-attr]
            for column in range(table.columnCount())
        ]
        for row in range(table.rowCount())
    }
    yield from differs("makers", sorted(m.code for m in found.makers.values()), sorted(shown))
    for maker in found.makers.values():
        row = shown.get(maker.code, [])
        if rupiah(maker.net) not in row or rupiah(maker.payable) not in row:
            yield f"maker {maker.code}: counted {maker.net}, {maker.payable}, said {row}"


def calls(found: Recount, desk: Desk) -> Iterator[str]:
    assert desk.session.view is not None
    listed = {
        (*call.till.split(" · "), day) for call in calls_for(desk.session.view) for day in call.days
    }
    lacking = sorted(set(found.missing) - listed)
    yield from differs("calls", [], lacking)
