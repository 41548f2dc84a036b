"""The table in `docs/sheets.md`: what is made of each sheet in `tests/data/sheets`."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from support.sheet_samples import FOLDER, MADE_ANEW, SAMPLES

from pos_app.sheets.goods import GoodsOptions, GoodsSheet, KnownGoods, goods_of
from pos_app.sheets.reader import grid_of

DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "sheets.md"
HEAD = (
    "| sheet | head in row | recognised columns | taken | left out | problems |\n"
    "|---|---|---|---|---|---|\n"
)
KNOWN = KnownGoods([], [], "A07")


def data_of(name: str) -> bytes:
    return SAMPLES[name]() if name in MADE_ANEW else (FOLDER / name).read_bytes()


def goods(name: str) -> GoodsSheet:
    return goods_of(grid_of(data_of(name), name), GoodsOptions(), KNOWN)


def row_of(name: str) -> str:
    sheet = goods(name)
    columns = ", ".join(f"{field} = {head}" for field, head in sheet.columns.items())
    counts = Counter(problem.code for problem in sheet.problems)
    problems = ", ".join(f"{code} × {n}" if n > 1 else code for code, n in counts.items())
    taken = "refused" if sheet.good is None else str(len(sheet.good))
    cells = (f"`{name}`", str(sheet.header_row or "–"), columns or "–", taken)
    return f"| {' | '.join(cells)} | {sheet.skipped} | {problems or '–'} |\n"


def test_the_table_in_the_docs_is_what_the_program_makes_of_the_sheets() -> None:
    table = HEAD + "".join(row_of(name) for name in SAMPLES)
    docs = DOCS.read_text("utf-8")
    if os.environ.get("UPDATE_SHEETS"):
        before, _, after = docs.partition(HEAD)
        rest = after.partition("\n\n")[2]
        DOCS.write_text(f"{before}{table}\n{rest}", "utf-8")
    assert table in DOCS.read_text("utf-8"), "run with UPDATE_SHEETS=1"


@pytest.mark.parametrize("name", [each for each in SAMPLES if not each.endswith(".xlsx")])
def test_the_kept_sheets_are_those_that_the_script_writes(name: str) -> None:
    if name not in MADE_ANEW:
        assert data_of(name) == SAMPLES[name]()


def test_no_other_sheets_are_kept() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(SAMPLES) - MADE_ANEW


@pytest.mark.parametrize("name", SAMPLES)
def test_no_price_of_purchase_is_taken_from_any_sheet(name: str) -> None:
    columns = goods(name).columns
    words = ("beli", "hpp", "cost", "cogs", "pokok", "dasar", "buy", "modal")
    assert not any(word in columns.get("price_rp", "").casefold() for word in words)
