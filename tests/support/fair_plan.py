"""A small fair as an office plans it, in a folder: the TOML, its sheets of goods, its book."""

from __future__ import annotations

from pathlib import Path

from pos_app.services.demo import DEMO_QRIS
from pos_app.services.office.event_book import init_book
from pos_app.services.office.stand_packs import WrittenPack, write_stand_packs

OFFICE_SEED = bytes(range(32))
PLAN = f"""
code = "EXPO23"
name = "Expo Kriya"
start = 2023-10-25
end = 2023-10-27
cash_rounding = 500
goods = "goods.csv"
receipt_footer = "Instagram @dekranasda"
[earlier]
name = "Nusakraf 2022"
net = 150_000_000
days = 5
[[stand]]
code = "A07"
name = "Dekranasda"
tills = 2
qris = "{DEMO_QRIS}"
[[stand]]
code = "A08"
tills = ["1"]
goods = "a08.csv"
days = [2023-10-26]
[[maker]]
code = "M1"
name = "Bu Sri"
share_pct = 12.5
[[maker]]
code = "M2"
name = "Pak Budi"
share_pct = 10
discount_by = "stand"
[[staff]]
code = "SITI"
name = "Siti"
role = "cashier"
stand = "A07"
[[staff]]
code = "BUDI"
name = "Budi"
role = "lead"
"""
GOODS = """\
sku,name,category,maker,price_rp,stock,barcode,name_en,share_pct
A,Kalung manik,Manik,M1,50000,10,,Bead necklace,
B,Gelang batu,Batu,Pak Budi,120000,4,8991234567891,,7.5
C,Bros,Daun,Ibu Baru,35000,0,,,
"""
A08_GOODS = """\
sku,name,category,maker,price_rp,stock
A,Kalung manik,Manik,M1,50000,3
D,Tas anyam,Anyam,M2,90000,1
"""


def plan_fair(folder: Path, toml: str = PLAN, goods: str = GOODS) -> Path:
    """The event's TOML in `folder`, its sheets beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "goods.csv").write_text(goods, encoding="utf-8")
    (folder / "a08.csv").write_text(A08_GOODS, encoding="utf-8")
    event = folder / "event.toml"
    event.write_text(toml, encoding="utf-8")
    return event


def make_book(folder: Path, goods: str = GOODS) -> Path:
    """The fair's book, its office's key the same every time."""
    book = folder / "book.db"
    init_book(book, plan_fair(folder, goods=goods), OFFICE_SEED)
    return book


def make_packs(folder: Path, goods: str = GOODS) -> dict[str, WrittenPack]:
    """The packs of the fair by `stand-till`."""
    report = write_stand_packs(make_book(folder, goods), folder / "packs")
    assert report.problems == []
    return {f"{pack.stand}-{pack.till}": pack for pack in report.packs}
