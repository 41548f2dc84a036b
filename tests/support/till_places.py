"""Tills with a history worth losing, and what happens to the places that hold it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

from pos_app.domain.consignment_note import ConsignmentKind
from pos_app.domain.staff import Person, Role
from pos_app.services import staff
from pos_app.services.catalogue import consignment_notes, stock_moves
from pos_app.services.day import business_day, cash_drawer, closing, day_export
from pos_app.services.selling import unconfirmed_qris
from pos_app.services.shop.shop import Shop, open_shop
from support.shops import cash, clock_at, make_shop, ring

NEXT_DAY = "2023-10-26T08:00:00+08:00"
LATER = "2023-10-26T12:00:00+08:00"
NOT_COMPARED = ("_sqlite_migrations", "changes", "sqlite_sequence", "print_jobs")


def busy_till(folder: Path) -> None:
    """A till with a closed day, reopened once, and an open one: every table but photos has rows."""
    with make_shop(folder, new_id=None) as shop:
        staff.save_person(shop, Person("BUDI", "Budi", Role.LEAD))
        staff.set_pin(shop, "BUDI", "482913")
        first = sell(shop, "r1")
        sell(shop, "r2", qty=2)
        assert ring(shop, ref="r3", refund_of=first["number"], lines=[{"code": "A", "qty": 1}])[
            "ok"
        ]
        cash_drawer.move_cash(shop, -20_000, "bayar", "M1", ref="m1")
        stock_moves.move_stock(shop, [("A", 5)], stock_moves.StockMove.IN, "kiriman")
        consignment_notes.make_note(shop, ConsignmentKind.HANDOVER, "M2", [("B", 3)])
        qris(shop, "r4")
        (waiting,) = unconfirmed_qris.list_unconfirmed(shop)
        unconfirmed_qris.confirm(shop, waiting)
        closing.close_till(shop, pieces={100_000: 2, 10_000: 3})
        business_day.reopen_till(shop, "2023-10-25", "lupa satu")
        sell(shop, "r5")
        closed = closing.close_till(shop, counted=330_000)
        day_export.export_day(shop, closed.day, folder.parent / "usb")
        shop.clock = clock_at(NEXT_DAY)
        business_day.open_till(shop, 100_000)
        sell(shop, "r6")
        qris(shop, "r7")
        shop.settings.set("receipt_footer", "Terima kasih")


def sell(shop: Shop, ref: str, qty: int = 1) -> dict[str, Any]:
    lines = [{"code": "A", "qty": qty}]
    answer = dict(ring(shop, ref=ref, lines=lines, tenders=cash(50_000 * qty)))
    assert answer["ok"], answer
    return answer


def qris(shop: Shop, ref: str) -> None:
    tenders = [{"method": "qris", "amount": 120_000}]
    assert ring(shop, ref=ref, lines=[{"code": "B", "qty": 1}], tenders=tenders)["ok"]


def sell_on(folder: Path, *refs: str, at: str = LATER) -> None:
    with open_shop(folder, clock_at(at)) as shop:
        for ref in refs:
            sell(shop, ref)


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of a till's database that a restored one has to have too."""
    connection = sqlite3.connect(path)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {
        name: connection.execute(f"SELECT * FROM {name}").fetchall()
        for (name,) in names
        if name not in NOT_COMPARED
    }
    connection.close()
    return found


def killed_copy(folder: Path, target: Path, shop: Shop) -> None:
    """The files as a power cut leaves them: with the write-ahead log, the twin complete."""
    if shop.twin:
        shop.twin.flush()
    shutil.copytree(folder, target)


def flip(path: Path, place: int, bit: int = 0) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)
