"""Fairs with all that can befall them, counted again by code that shares nothing with ours."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from office.recount import (
    compare_open_data,
    compare_papers,
    compare_status,
    compare_tables,
    counted_fair,
    day_files,
    recount,
    settlement,
    which_count,
)
from office.recount.counted_fair import Recount
from office.recount.day_files import Row
from office.recount.fairs import Fair, make_fair
from office.recount.hand_in import hand_in

from pos_app.office.records import RecordKind

FEW, MANY = range(12), range(12, 312)
PUBLISH_EVERY = 6
STANDARD = {
    *("csv", "hashlib", "io", "json", "tomllib", "zipfile", "decimal", "datetime"),
    *("__future__", "collections", "collections.abc", "dataclasses", "typing"),
}
SEEDS = [
    *(pytest.param(seed, id=f"seed {seed}") for seed in FEW),
    *(pytest.param(seed, id=f"seed {seed}", marks=pytest.mark.soak) for seed in MANY),
]
OnStatus = Callable[[Recount, Row], Iterator[str]]
OnFolder = Callable[[Recount, Path], Iterator[str]]
OF_THE_STATUS: tuple[OnStatus, ...] = (
    compare_status.status_totals,
    compare_status.status_completeness,
    compare_status.status_of_corrections,
    compare_status.status_counts,
    compare_status.status_range,
    compare_status.status_drawers,
    compare_status.status_decisions,
    compare_status.status_owed,
)
OF_THE_REPORT: tuple[OnFolder, ...] = (
    compare_tables.csv_tables,
    compare_tables.csv_of_corrections,
    compare_tables.csv_drawers,
    compare_tables.csv_decisions,
    compare_tables.csv_payments,
    compare_tables.csv_sales,
    compare_tables.no_phones,
    compare_tables.csv_settlement,
    compare_tables.workbook_of_corrections,
    compare_tables.tables_say_the_sentence,
    compare_papers.paper_of_corrections,
    compare_papers.paper_says_the_sentence,
    compare_tables.workbook_tables,
    compare_tables.workbook_settlement,
    compare_papers.paper_tables,
    compare_papers.paper_head,
    compare_papers.statement_papers,
)


def count_again(fair: Fair) -> Recount:
    bodies = {
        kind: [record.body for record in fair.records if record.kind is kind]
        for kind in (RecordKind.DECISION, RecordKind.SLIP)
    }
    found = recount.recount(
        fair.toml,
        fair.names.values(),
        bodies[RecordKind.DECISION],
        bodies[RecordKind.SLIP],
        fair.strangers,
        fair.through,
    )
    gaps = (day for name, day, _ in fair.must if name == "gaps")
    found.gapped = {day for day in gaps if day[2] <= fair.through}
    return found


def all_of(differences: Iterable[Iterable[str]]) -> list[str]:
    return [line for found in differences for line in found]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_is_what_the_files_come_to(seed: int, tmp_path: Path) -> None:
    fair = make_fair(seed)
    found, office = count_again(fair), hand_in(fair, tmp_path)
    status, report = office.status(), office.report()
    wrong = all_of(check(found, status) for check in OF_THE_STATUS)
    wrong += all_of(check(found, report) for check in OF_THE_REPORT)
    if seed % PUBLISH_EVERY == 0 and fair.through == fair.days[-1]:
        wrong += compare_open_data.open_data(found, office.published())
    told = f"seed {seed}, {fair.fates}\n" + "\n".join(wrong[:20])
    assert not wrong, told


@pytest.mark.parametrize("module", [day_files, counted_fair, which_count, settlement, recount])
def test_the_recount_knows_nothing_of_the_program(module: ModuleType) -> None:
    tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
    imported = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    imported |= {each.name for n in ast.walk(tree) if isinstance(n, ast.Import) for each in n.names}
    assert {name for name in imported if not name.startswith("office.recount.")} <= STANDARD
