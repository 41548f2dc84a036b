"""A till driven by commands, with goods and an open day, whose laptop may be lost."""

from __future__ import annotations

from pathlib import Path

from support.commands import Till


def set_up(folder: Path) -> Till:
    till = Till(folder)
    sheet = folder / "goods.csv"
    sheet.write_text(
        "sku,name,category,maker,price_rp,stock\nA,Kalung,Manik,M1,50000,10\n", encoding="utf-8"
    )
    assert till("setup", "--event", "EXPO23", "--stand", "A07", "--till", "1").exit_code == 0
    assert till("catalogue", "import", str(sheet)).exit_code == 0
    assert till("till", "open", "--float", "100000").exit_code == 0
    return till


def ring(till: Till, ref: str) -> str:
    tenders = [{"method": "cash", "amount": 50_000}]
    return str(till.ring(ref=ref, lines=[{"code": "A", "qty": 1}], tenders=tenders)["number"])
