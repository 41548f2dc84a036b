"""The evening's messages: what they say to whom, and the files that the command writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from office.real_files import TOML
from office.small_world import DAYS, Till, sale, status
from office.test_decide_commands import put, run
from PIL import Image

from pos_app.domain.day import TenderRow
from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.report.maker_messages import MakerMessage, maker_messages, unseen_by_maker
from pos_app.office.totals_algebra import SaleDetails


def messages(*files: BookDay, through: str = DAYS[0], lang: str = "id") -> dict[str, MakerMessage]:
    found = status(files)
    phones = {"M1": "0812-0000-0001"}
    found = replace(found, through=through, plan=replace(found.plan, maker_phones=phones))
    return {each.maker: each for each in maker_messages(found, lang)}


def sold(*days: str, paid: int = 0) -> Sequence[BookDay]:
    till, files = Till("A08", "1"), []
    for day in days:
        file = till.close(day, sale(day, 10_000, qty=7, share_bp=1000))
        files.append(
            replace(file, makers={**file.makers, "M1": FileMaker("Bu Sri", paid_out=paid)})
        )
    return files


def test_it_says_what_sold_today_what_is_theirs_and_what_is_left() -> None:
    found = messages(*sold(*DAYS[:2], paid=10_000), through=DAYS[1])["M1"]
    assert found.phone == "0812-0000-0001"
    assert found.text.splitlines() == [
        "Halo Bu Sri,",
        "Expo, 26 Oktober 2023",
        "Hari ini 7 terjual, hak Anda Rp63.000.",
        "Sejak awal acara: 14 terjual, hak Anda Rp126.000, sudah dibayar Rp20.000.",
        "Masih akan dibayarkan kepada Anda: Rp106.000.",
        "SEMENTARA: belum semua stan masuk, angka ini masih dapat berubah.",
    ]
    assert "Today 7 sold, Rp63.000" in messages(*sold(DAYS[0]), lang="en")["M1"].text


def test_a_maker_of_whom_nothing_sold_is_told_so() -> None:
    found = messages(*sold(DAYS[0]))["M2"]
    assert found.provisional and not found.phone
    assert "belum ada yang tercatat terjual di data yang sudah masuk" in found.text
    assert (found.pieces, found.due, found.settlement.payable) == (0, 0, 0)


def test_only_where_all_came_in_a_message_says_that_nothing_sold() -> None:
    places = (("A07", "1"), ("A07", "2"), ("A08", "1"))
    tills = [Till(*place) for place in places]
    whole = [till.close(day) for till in tills for day in DAYS]
    found = messages(*whole, through=DAYS[-1])["M2"]
    assert not found.provisional
    assert "Hari ini belum ada yang terjual." in found.text and "Lengkap" in found.text


@pytest.mark.parametrize(("day", "words"), [(DAYS[0], "dipotong"), (DAYS[2], "menghubungi")])
def test_a_maker_who_got_too_much_is_told_what_happens_to_it(day: str, words: str) -> None:
    text = messages(*sold(DAYS[0], paid=108_000), through=day)["M1"].text
    assert "Rp45.000 lebih" in text and words in text
    assert "-Rp" not in text and "\u2212" not in text


def test_the_command_writes_text_picture_and_a_code_that_opens_the_chat(tmp_path: Path) -> None:
    toml = TOML.replace(b'code = "M1"', b'code = "M1"\nphone = "0812 3456 7890"', 1)
    assert toml != TOML
    (tmp_path / "event.toml").write_bytes(toml)
    assert run(tmp_path, "init", "book.db", "--event", "event.toml").exit_code == 0
    assert run(tmp_path, "merge", "book.db", *put(tmp_path, "a07 25", "a08 25")).exit_code == 0
    done = run(tmp_path, "messages", "book.db", "--out", str(tmp_path / "pesan"), "--json")
    assert done.exit_code == 0, done.output
    found = {each["maker"]: each for each in json.loads(done.stdout)["messages"]}
    mine = found["M1"]
    names = [Path(path).name for path in mine["files"]]
    assert names == ["M1.txt", "M1.png", "M1-chat.png"]
    assert (tmp_path / "pesan" / "M1.txt").read_text("utf-8") == mine["text"] + "\n"
    code = zxingcpp.read_barcode(Image.open(tmp_path / "pesan" / "M1-chat.png"))
    assert code is not None and code.text == mine["link"]
    assert mine["link"].startswith("https://wa.me/6281234567890?text=")
    assert unquote(mine["link"]).endswith(mine["text"])
    with Image.open(tmp_path / "pesan" / "M1.png") as page:
        assert page.height > 1_600 and page.height > page.width
    silent = next(each for each in found.values() if each["maker"] != "M1")
    assert not silent["link"] and not any("chat" in path for path in silent["files"])


def by_qris(
    day: str, *parts: tuple[str, int], seen: bool, unseen: int | None = None
) -> SaleDetails:
    """A sale of one piece for each maker, paid by QRIS; `unseen` is paid so, the rest in cash."""
    made = [sale(day, amount, maker=maker) for maker, amount in parts]
    total = sum(amount for _, amount in parts)
    first = made[0]
    lines = tuple(line._replace(line=n) for n, each in enumerate(made, 1) for line in each.lines)
    qris = total if unseen is None else unseen
    tenders = [TenderRow(day, 1, "qris", qris, "", seen)]
    tenders += [TenderRow(day, 2, "cash", total - qris, "", True)] if qris < total else []
    head = first.sale._replace(gross=total, net=total)
    return SaleDetails(head, lines, tuple(tenders))


def test_qris_that_nobody_saw_arrive_is_named_to_the_maker() -> None:
    till = Till("A08", "1")
    file = till.close(DAYS[0], by_qris("q", ("M1", 30_000), ("M2", 10_000), seen=False))
    found = messages(file)
    assert "termasuk Rp30.000 QRIS yang belum terlihat masuk" in found["M1"].text
    assert "termasuk Rp10.000 QRIS yang belum terlihat masuk" in found["M2"].text
    english = messages(file, lang="en")["M1"].text
    assert "Rp30.000 was paid by QRIS that nobody has seen arrive" in english
    seen = Till("A08", "1").close(DAYS[0], by_qris("q", ("M1", 30_000), seen=True))
    assert "QRIS" not in messages(seen)["M1"].text


@given(
    st.lists(st.tuples(st.sampled_from(["M1", "M2", "M9"]), st.integers(1, 90_000)), min_size=1),
    st.integers(0, 100),
)
def test_what_is_unseen_of_all_makers_is_what_is_unseen_of_the_fair(
    parts: list[tuple[str, int]], pct: int
) -> None:
    total = sum(amount for _, amount in parts)
    details = by_qris("q", *parts, seen=False, unseen=total * pct // 100)
    found = status([Till("A08", "1").close(DAYS[0], details)])
    assert sum(unseen_by_maker(found).values()) == found.totals.unconfirmed == total * pct // 100


def test_a_voided_sale_is_unseen_no_more() -> None:
    paid = by_qris("q", ("M1", 30_000), seen=False)
    void = by_qris("q", ("M1", -30_000), seen=False)
    void = void._replace(
        sale=void.sale._replace(sale_id="v", kind="void", refers_to="q"),
        lines=tuple(line._replace(sale_id="v", qty=-1, list_price=30_000) for line in void.lines),
        tenders=tuple(tender._replace(sale_id="v") for tender in void.tenders),
    )
    found = status([Till("A08", "1").close(DAYS[0], paid, void)])
    assert found.totals.unconfirmed == 0 and not any(unseen_by_maker(found).values())
