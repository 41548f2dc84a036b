"""A sheet that is taken again counts as changed whatever it says differently."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos_app.services.catalogue import import_export
from pos_app.services.shop.setup import TillSetup, set_up

HEAD = "sku,name,category,maker,price_rp,stock,barcode,name_en,share_pct,price_steps,unique\n"
ROW = ("A", "Kalung", "Manik", "M1", "90000", "3", "", "", "", "", "")
OTHER = {
    1: "Gelang",
    2: "Batu",
    3: "M2",
    4: "95000",
    6: "96385074",
    7: "Necklace",
    8: "12.5",
    9: "3=80000",
    10: "yes",
}


def sheet(path: Path, row: tuple[str, ...]) -> Path:
    path.write_text(HEAD + ",".join(row) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("column", OTHER)
def test_every_column_that_differs_is_a_change(tmp_path: Path, column: int) -> None:
    with set_up(tmp_path / "till", TillSetup("EXPO23", "A07", "1")) as shop:
        assert import_export.import_file(shop, sheet(tmp_path / "a.csv", ROW)).added == 1
        assert import_export.import_file(shop, tmp_path / "a.csv").unchanged == 1
        row = tuple(OTHER[n] if n == column else cell for n, cell in enumerate(ROW))
        again = import_export.import_file(shop, sheet(tmp_path / "b.csv", row))
        assert (again.changed, again.problems) == (1, ())
        assert import_export.import_file(shop, tmp_path / "b.csv").unchanged == 1
