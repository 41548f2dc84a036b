"""Interim totals at the office: taken as text, photo or chat, shown apart, held against files."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from office.real_files import TOML
from office.test_paper_photos import Office
from support.papers import pictures_of
from support.shops import cash, clock_at, make_shop, ring

from pos_app.dayfile.interim_qr import PREFIX, InterimFacts, interim_qr_text
from pos_app.dayfile.signing import Signer, signer_of
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.reconcile.interim_totals import book_interims
from pos_app.services.day import business_day, closing
from pos_app.services.day.interim import Interim, interim_message, make_interim
from pos_app.services.paper.interim_paper import interim_layout
from pos_app.services.shop.shop import Shop

DAY = "2023-10-25"


@dataclass(frozen=True)
class Evening:
    """What one till said at 18.30 and at 19.00, and the file that it closed afterwards."""

    first: Interim
    second: Interim
    pdf: bytes
    file: bytes
    net: int
    signer: Signer


def sell(shop: Shop, pieces: int) -> str:
    lines = [{"code": "A", "qty": pieces}]
    return str(ring(shop, lines=lines, tenders=cash(50_000 * pieces))["number"])


def evening(folder: Path, stand: str, **more: Any) -> Evening:
    from pos_app.printing.pdf import to_pdf

    with make_shop(folder / stand, stand=stand, **more) as shop:
        shop.clock = clock_at(f"{DAY}T18:30:00+08:00")
        number = sell(shop, 2)
        first = make_interim(shop)
        shop.clock = clock_at(f"{DAY}T19:00:00+08:00")
        sell(shop, 1)
        second = make_interim(shop)
        pdf = to_pdf(interim_layout(shop, str(second.facts.seq), "id"), 80)
        ring(shop, void_of=number, reason="salah")
        closed = closing.close_till(shop, counted=0)
        file = business_day.day_file_bytes(shop, closed)
        return Evening(first, second, pdf, file, closed.totals.net, shop.signer())


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    return evening(tmp_path_factory.mktemp("till"), "A07")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    path = tmp_path / "book.db"
    Book.create(path, TOML).close()
    return Office(path)


def codes(found: Any) -> list[str]:
    return [problem["code"] for problem in found["problems"]]


def states(office: Office) -> list[tuple[int, str]]:
    return [(each["net"], each["state"]) for each in office.status()["interim"]]


def warnings(office: Office) -> list[str]:
    found = [each["code"] for each in office.status()["warnings"]]
    return [code for code in found if code.startswith("interim_")]


def merged(office: Office, till: Evening, tmp_path: Path) -> Any:
    (tmp_path / "day.zip").write_bytes(till.file)
    return office("merge", office.book, tmp_path / "day.zip", "--json")


def resigned(till: Evening, **changes: object) -> str:
    facts = replace(till.second.facts, **changes)  # type: ignore[arg-type]
    return interim_qr_text(facts, till.signer.sign)


def test_it_stands_apart_from_every_total_and_the_newest_of_a_till_counts(
    office: Office, till: Evening
) -> None:
    before = office.status()
    found = office.json("paper", "--text", till.first.text, "--text", till.second.text)
    assert [entry["net"] for entry in found["taken"]] == [100_000, 150_000]
    answer = office.status()
    assert answer["interim"][-1] == {
        **{"stand": "A07", "till": "1", "day": DAY, "at": f"{DAY}T19:00:00+08:00"},
        **{"sales": 2, "net": 150_000, "state": "open"},
        **{"seat": 0, "code": till.second.code},
    }
    assert states(office) == [(100_000, "superseded"), (150_000, "open")]
    apart = {"interim": [], "warnings": []}
    assert {**answer, **apart} == {**before, **apart}, "in no other figure"
    text = office("status", office.book, "--through", DAY).stdout
    assert "Rp0 terkonfirmasi" in text
    assert "sementara pukul 19.00: 1 dari 2 kasir yang masih buka · Rp150.000" in text


def test_its_file_replaces_it_also_where_the_day_sold_less_in_the_end(
    office: Office, till: Evening, tmp_path: Path
) -> None:
    office("paper", office.book, "--text", till.second.text)
    done = merged(office, till, tmp_path)
    assert done.exit_code == 0 and till.net == 50_000 < till.second.net
    answer = office.status()
    assert states(office) == [(150_000, "superseded")]
    assert answer["totals"]["net"] == till.net and warnings(office) == []
    assert "sementara" not in office("status", office.book).stdout


@pytest.mark.parametrize("file_first", [True, False])
@pytest.mark.parametrize(
    "changes", [{"net": 950_000}, {"sales": 9}, {"head": "ab" * 32}, {"seq": 999, "head": "0" * 64}]
)
def test_a_file_that_says_less_or_does_not_hold_it_is_named(
    office: Office, till: Evening, tmp_path: Path, changes: dict[str, object], file_first: bool
) -> None:
    text = resigned(till, **changes)
    if file_first:
        assert merged(office, till, tmp_path).exit_code == 0
        late = office("paper", office.book, "--text", text, "--json")
        assert late.exit_code == 1 and codes(json.loads(late.stdout)) == ["interim_contradicted"]
    else:
        office("paper", office.book, "--text", text)
        found = json.loads(merged(office, till, tmp_path).stdout)
        assert "interim_contradicted" in codes(found)
    answer = office.status()
    assert [each["state"] for each in answer["interim"]] == ["contradicted"]
    assert warnings(office) == ["interim_contradicted"]
    assert answer["totals"]["net"] == till.net, "a notice changes no total"
    assert "1 laporan sementara tidak cocok" in office("status", office.book).stdout


def test_two_histories_of_one_till_contradict_each_other(office: Office, till: Evening) -> None:
    other = resigned(till, head="cd" * 32)
    office("paper", office.book, "--text", till.second.text, "--text", other)
    assert [state for _, state in states(office)] == ["contradicted", "contradicted"]


def test_a_reopened_day_says_more_than_its_first_file(office: Office, tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        sell(shop, 1)
        first = business_day.day_file_bytes(shop, closing.close_till(shop, counted=0))
        business_day.reopen_till(shop, DAY, "lupa")
        sell(shop, 1)
        interim = make_interim(shop)
        second = business_day.day_file_bytes(shop, closing.close_till(shop, counted=0))
    office("paper", office.book, "--text", interim.text)
    (tmp_path / "first.zip").write_bytes(first)
    (tmp_path / "second.zip").write_bytes(second)
    office("merge", office.book, tmp_path / "first.zip")
    assert states(office) == [(100_000, "open")]
    assert "sementara" not in office("status", office.book).stdout, "the day is in the sum already"
    office("merge", office.book, tmp_path / "second.zip")
    assert states(office) == [(100_000, "superseded")]


def test_forged_of_another_event_and_of_practice_are_refused_by_name(
    office: Office, till: Evening, tmp_path: Path
) -> None:
    at = len(PREFIX) + 10
    good = till.second.text
    changed = good[:at] + ("A" if good[at] != "A" else "B") + good[at + 1 :]
    practice = evening(tmp_path, "A08", training=True).second.text
    texts = (
        changed,
        practice,
        resigned(till, event="OTHER"),
        f"{PREFIX}AAAA",
        f"{PREFIX}{'A' * 5_000}",
    )
    words = [word for text in texts for word in ("--text", text)]
    done = office("paper", office.book, *words, "--json")
    assert done.exit_code == 1
    assert [entry["code"] for entry in json.loads(done.stdout)["rejected"]] == [
        *("interim_not_signed", "interim_training", "interim_other_event"),
        *("interim_unreadable", "interim_unreadable"),
    ]
    assert office.status()["interim"] == []


def test_one_by_a_key_that_is_not_the_tills_is_named_and_not_shown(
    office: Office, till: Evening, tmp_path: Path
) -> None:
    thief = signer_of(bytes([7]) * 32)
    facts: InterimFacts = replace(till.second.facts, key=thief.public_hex, net=9_000_000)
    merged(office, till, tmp_path)
    found = office.json("paper", "--text", interim_qr_text(facts, thief.sign))
    assert codes(found) == ["interim_key"]
    answer = office.status()
    assert answer["interim"] == [] and answer["totals"]["net"] == till.net
    assert warnings(office) == ["interim_key"]


def test_a_photo_a_chat_and_a_folder_bring_it_too(
    office: Office, till: Evening, tmp_path: Path
) -> None:
    from pos_app.clock import SystemClock
    from pos_app.services.office.file_intake import add_files

    (picture,) = pictures_of(till.pdf, 180)
    picture.convert("RGB").rotate(9, expand=True, fillcolor=(110, 110, 110)).save(
        tmp_path / "photo.jpg", quality=70
    )
    assert len(office.json("paper", tmp_path / "photo.jpg")["taken"]) == 1
    folder = tmp_path / "WhatsApp"
    folder.mkdir()
    chat = f"25/10/23 18.31 - Sari: {interim_message(till.first)}\n25/10/23 18.32 - Budi: ok\n"
    (folder / "chat.txt").write_text(chat, encoding="utf-8")
    (folder / "notes.txt").write_text("Halo", encoding="utf-8")
    added = add_files(office.book, [folder], lambda *_: None, SystemClock())
    assert [entry.slip for entry in added.paper.taken] == [till.first.facts]
    assert added.problems == () or {each.code for each in added.problems} == {"interim_key_new"}


def test_another_book_brings_them_along(office: Office, till: Evening, tmp_path: Path) -> None:
    branch = Office(tmp_path / "branch.db")
    Book.create(branch.book, TOML).close()
    branch("paper", branch.book, "--text", till.second.text)
    with Book.open(office.book) as book:
        merge(book, [branch.book])
        merge(book, [branch.book])
        assert book_interims(book) == [till.second.facts]
    assert office.status() == branch.status()


def test_a_closing_slip_says_more_than_an_interim_total(
    office: Office, till: Evening, tmp_path: Path
) -> None:
    from pos_app.services.paper import closing_slip

    with make_shop(tmp_path / "till") as shop:
        sell(shop, 1)
        interim = make_interim(shop)
        sell(shop, 1)
        closing.close_till(shop, counted=0)
        path = closing_slip.save_closing_slip(shop, DAY, tmp_path / "slip.pdf")
    office("paper", office.book, "--text", interim.text, path)
    answer = office.status()
    assert [day["net"] for day in answer["paper"]] == [100_000]
    assert states(office) == [(50_000, "superseded")]
