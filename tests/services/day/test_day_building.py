"""A day is built from pieces, and is the day that the office's reader would have accepted whole."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.errors import MachineError
from pos_app.services.day import business_day, cash_drawer, closing, day_building
from pos_app.services.selling import unconfirmed_qris
from pos_app.services.shop.shop import Shop, open_shop

NOT_SOUND = "the day is not sound"
CHANGED = ("sale_lines", "sale_tenders", "sales", "stock_moves", "cash", "confirmations")


def sell_a_long_day(folder: Path) -> None:
    """Late refunds, voids and confirmations, moves, counts: each far from what it belongs to."""
    with make_shop(folder) as shop:
        numbers = []
        for n in range(9):
            paid = cash(50_000) if n % 3 else [{"method": "qris", "amount": 50_000}]
            sold = ring(shop, ref=f"r{n}", lines=[{"code": "A", "qty": 1}], tenders=paid)
            numbers.append(sold["number"])
        cash_drawer.move_cash(shop, -20_000, "bayar", "M1", ref="m1")
        assert ring(shop, ref="b1", refund_of=numbers[1], lines=[{"code": "A", "qty": 1}])["ok"]
        assert ring(shop, ref="v1", void_of=numbers[4], reason="salah")["ok"]
        unconfirmed_qris.confirm(shop, unconfirmed_qris.list_unconfirmed(shop)[0])
        assert ring(shop, ref="v2", void_of=numbers[8], reason="salah")["ok"]


def close(folder: Path) -> bytes:
    with open_shop(folder, clock_at()) as shop:
        closed = closing.close_till(shop, pieces={100_000: 2, 10_000: 3}, reason="lupa")
        return business_day.day_file_bytes(shop, closed)


@pytest.mark.parametrize("piece", [1, 2, 5, 1_000])
def test_a_day_in_pieces_has_the_same_bytes_as_one_that_the_reader_got_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, piece: int
) -> None:
    caplog.set_level(logging.WARNING)
    sell_a_long_day(tmp_path / "one")
    monkeypatch.setattr(day_building, "PIECE", piece)
    in_pieces = close_at(tmp_path / "one", tmp_path / "two", monkeypatch)
    assert NOT_SOUND not in caplog.text
    assert in_pieces[0] == in_pieces[1]
    assert read_day(in_pieces[0]).head.totals.voids == 2


def close_at(one: Path, other: Path, patch: pytest.MonkeyPatch) -> tuple[bytes, bytes]:
    """Close a till in pieces, and its copy whole."""
    shutil.copytree(one, other)
    first = close(one)
    patch.setattr(day_building.DayBuilding, "_begin", lambda _: None)
    return first, close(other)


def refuse(shop: Shop) -> str:
    with pytest.raises(MachineError) as refused:
        closing.close_till(shop, counted=0)
    return str(refused.value.facts.get("what") or refused.value.code)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE sale_lines SET qty = 2 WHERE sale = 7", "rows_differ, member lines.csv"),
        ("UPDATE sale_tenders SET amount = 1 WHERE sale = 2", "rows_differ, member tenders.csv"),
        ("UPDATE sales SET country = 'AU' WHERE running = 9", "rows_differ, member sales.csv"),
        ("DELETE FROM stock_moves WHERE row = 12", "rows_differ, member stock.csv"),
        ("UPDATE cash SET kind = 'in' WHERE kind = 'payout'", "rows_differ, member cash.csv"),
        ("DELETE FROM confirmations", "rows_differ, member tenders.csv"),
    ],
)
def test_what_was_changed_in_any_piece_is_named_as_the_reader_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, what: str
) -> None:
    sell_a_long_day(tmp_path / "till")
    monkeypatch.setattr(day_building, "PIECE", 3)
    with open_shop(tmp_path / "till", clock_at()) as shop:
        # After the checks of the start, and without those that name the table before the reader.
        monkeypatch.setattr(closing, "check_day", lambda *_, **__: None)
        for table in (
            "sale_lines",
            "sale_tenders",
            "sales",
            "stock_moves",
            "cash",
            "confirmations",
        ):
            shop.database.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
            shop.database.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
        shop.database.execute(change)
        assert refuse(shop).startswith(what)
        assert shop.require_open()
