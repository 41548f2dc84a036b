"""Inquiries are potential: shown apart, called so, and in no total; orders and deposits beside."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

from office.open_data import ask
from support.order_fair import DAY, DEPOSIT, Fair, at
from support.orders import qris, take
from support.shops import clock_at, make_shop

from pos_app.dayfile.interim_qr import read_signed_interim
from pos_app.office.book import Book
from pos_app.office.publish.publish import publish
from pos_app.office.reconcile.status import Status
from pos_app.office.report.board import board_of
from pos_app.office.report.issue import issue_of
from pos_app.office.report.order_words import potential_text
from pos_app.office.report.report import report_files
from pos_app.office.report.words import status_text
from pos_app.services.day.chat_messages import interim_sentence
from pos_app.services.day.interim import make_interim

WORDS = {
    "id": "Potensi, tidak ada di jumlah mana pun: 2 minat, kira-kira 65 buah, 1 sangat berminat",
    "en": "Potential, in no total: inquiries: 2, about 65 pieces, very warm: 1",
}


def played(folder: Path, *, asked: bool) -> Fair:
    folder.mkdir()
    fair = Fair(folder)
    if asked:
        fair.tills[0].ask(at(5), 1)
        fair.tills[1].ask(at(6), 1, about_qty=5, warm=1)
    fair.close(sales=2)
    return fair


def figures(status: Status) -> dict[str, object]:
    """Everything that the status says but what names files."""
    told = status.as_json()
    left = ("potential", "conflicts", "decisions")
    return {key: value for key, value in told.items() if key not in left}


def test_inquiries_are_in_no_figure(tmp_path: Path) -> None:
    one, other = (played(tmp_path / str(asked), asked=asked).status() for asked in (True, False))
    assert figures(one) == figures(other)
    assert one.as_json()["potential"] == {"inquiries": 2, "about_qty": 65, "very_warm": 1}
    assert other.as_json()["potential"] == {"inquiries": 0, "about_qty": 0, "very_warm": 0}
    assert one.totals.net > 0


def test_potential_is_called_so_wherever_orders_are_told(tmp_path: Path) -> None:
    status = played(tmp_path / "fair", asked=True).status()
    for lang, words in WORDS.items():
        assert potential_text(status, lang) == words
        assert words in status_text(status, lang)
        board = board_of(status, fair_time(status), lang)
        assert board.potential and words.startswith(board.potential)
        assert words not in " ".join(board.orders)
        files = dict(report_files(status, issue=issue_of(status, lang=lang)))
        rows = list(csv.DictReader(io.StringIO(files[Path("inquiries.csv")].decode())))
        assert [row["about_qty"] for row in rows] == ["60", "5"]
        assert {row["makers"] for row in rows} == {"M00, M01"}


def fair_time(status: Status) -> datetime:
    return clock_at(f"{status.through}T22:00:00+08:00").now()


def test_what_was_paid_adds_up_in_every_row_with_deposits(tmp_path: Path) -> None:
    status = played(tmp_path / "fair", asked=False).status()
    told = status.as_json()
    ways = {row["payment"]: row["net"] for row in told["by_payment"]}
    assert ways["deposit"] == -DEPOSIT
    assert sum(ways.values()) == status.totals.net
    files = dict(report_files(status, issue=issue_of(status, lang="id")))
    for name in ("paid_by_day.csv", "paid_by_stand.csv"):
        rows = list(csv.DictReader(io.StringIO(files[Path(name)].decode())))
        for row in rows:
            paid = sum(int(row[way]) for way in ("cash", "qris", "transfer", "card"))
            assert paid == int(row["net"]) + int(row["deposits"])
        assert sum(int(row["deposits"]) for row in rows) == DEPOSIT
    payments = csv.DictReader(io.StringIO(files[Path("by_payment.csv")].decode()))
    assert sum(int(row["net"]) for row in payments) == status.totals.net


def test_open_data_have_orders_and_inquiries_without_who_made_them(tmp_path: Path) -> None:
    fair = Fair(tmp_path)
    fair.tills[1].deliver(fair.order, at(2))
    asked = fair.tills[0].ask(at(5), 1)
    fair.close()
    with Book.open(fair.book, writing=False) as book:
        publish(book, tmp_path / "lake")
    read = "FROM read_parquet('{}/*.parquet')"
    columns = "number, state, maker, total, deposit, used, returned, kept, open, closed_at"
    order = ask(tmp_path / "lake", f"SELECT {columns} {read.format('orders')}")
    money = (1_000_000, DEPOSIT, DEPOSIT, 0, 0, 0)
    assert order == [(fair.number, "delivered", "M00", *money, f"S01-1 {DAY}")]
    closed = ask(tmp_path / "lake", f"SELECT closed_sale {read.format('orders')}")
    assert ask(tmp_path / "lake", f"SELECT net FROM sales WHERE sale_id = '{closed[0][0]}'") == [
        (1_000_000,)
    ]
    columns = "number, stand, about_qty, business, warm, makers"
    assert ask(tmp_path / "lake", f"SELECT {columns} {read.format('inquiries')}") == [
        (asked, "S00", 60, "export", 3, ["M00", "M01"])
    ]
    told = ask(tmp_path / "lake", f"DESCRIBE SELECT * {read.format('orders')}")
    assert not {"contact", "consent_at", "reason", "name"} & {name for name, *_ in told}


def test_an_interim_total_tells_orders_beside_what_was_sold(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        before = make_interim(shop)
        assert "orders" not in json.loads(shop.journal.row(before.facts.seq).payload)
        take(shop, qris(450_000))
        now = make_interim(shop)
        assert (now.sales, now.net) == (0, 0)
        assert (now.facts.orders, now.facts.ordered, now.facts.deposits) == (1, 900_000, 450_000)
        assert now.as_json()["deposits"] == 450_000
        assert read_signed_interim(now.text).facts == now.facts
        assert read_signed_interim(before.text).facts == before.facts
        for lang in ("id", "en"):
            assert "Rp450.000" in interim_sentence(now.facts, lang)
            assert "Rp450.000" not in interim_sentence(before.facts, lang)
