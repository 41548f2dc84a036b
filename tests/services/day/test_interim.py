"""The interim total: given out while the till sells, signed, and a row of the journal."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from support.papers import pictures_of
from support.shops import cash, clock_at, make_shop, ring

from pos_app.dayfile.interim_qr import (
    PREFIX,
    interim_codes_in,
    interim_qr_text,
    read_signed_interim,
)
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.signing import signer_of
from pos_app.errors import MachineError, PosError
from pos_app.office.book_day import book_day
from pos_app.services.day import business_day, closing
from pos_app.services.day.interim import (
    interim_message,
    interim_of_row,
    make_interim,
    newest_interim,
)
from pos_app.services.office.slip_pictures import slip_codes_in
from pos_app.services.paper import print_queue
from pos_app.services.paper.interim_paper import interim_layout
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.shop.shop import Shop

SCHEMAS = Path(__file__).resolve().parents[3] / "resources" / "schemas"
ONE = [{"code": "A", "qty": 1}]


def sold(shop: Shop, qty: int = 1) -> str:
    lines = [{"code": "A", "qty": qty}]
    return str(ring(shop, lines=lines, tenders=cash(50_000 * qty))["number"])


def test_it_says_what_the_day_has_sold_so_far_with_voids_and_refunds_taken_off(shop: Shop) -> None:
    sold(shop)
    voided, refunded = sold(shop), sold(shop, 2)
    ring(shop, void_of=voided, reason="salah")
    ring(shop, refund_of=refunded, lines=ONE)
    found = make_interim(shop).as_json()
    totals = business_day.today_totals(shop)
    assert (found["sales"], found["net"]) == (totals.sales, totals.net) == (2, 100_000)
    assert (found["day"], found["last_number"]) == ("2023-10-25", "A07-1-000005")
    assert sorted(found) == sorted(
        ("text", "code", "day", "at", "sales", "net", "last_number", "seq", "head")
    )


def test_its_text_is_signed_and_fits_into_one_code(shop: Shop) -> None:
    sold(shop)
    interim = make_interim(shop)
    read = read_signed_interim(interim.text)
    assert read.facts == interim.facts and read.facts.key == shop.signer().public_hex
    assert interim.text.startswith(PREFIX) and len(interim.text) < 700
    assert read_signed_interim(f" {interim.text[:90]}\n{interim.text[90:]}").facts == read.facts


def test_the_journal_row_is_the_one_that_it_names_and_the_day_file_holds_it(shop: Shop) -> None:
    sold(shop)
    interim = make_interim(shop)
    row = shop.journal.row(interim.facts.seq)
    assert row is not None and row.hash.hex() == interim.facts.head
    common = json.loads((SCHEMAS / "common.json").read_bytes())
    schema = json.loads((SCHEMAS / "journal-interim.json").read_bytes())
    from referencing import Registry, Resource

    registry = Registry().with_resource("common.json", Resource.from_contents(common))
    jsonschema.Draft202012Validator(schema, registry=registry).validate(json.loads(row.payload))
    ring(shop, void_of=sold(shop), reason="salah")
    closed = closing.close_till(shop, counted=0)
    day = book_day(read_day(business_day.day_file_bytes(shop, closed)))
    assert day.journal.interims == ((interim.facts.seq, 1, 50_000),)
    assert day.journal.holds(interim.facts.seq - day.journal_first, interim.facts.head)


def test_it_can_be_made_again_from_its_row_for_a_printer_that_was_off(shop: Shop) -> None:
    sold(shop)
    interim = make_interim(shop)
    assert interim_of_row(shop, interim.facts.seq) == interim == newest_interim(shop)
    with pytest.raises(PosError, match="interim_unknown"):
        interim_of_row(shop, interim.facts.seq - 1)
    shop.settings.set("printer_address", "dummy:")
    print_queue.queue_job(shop, JobKind.INTERIM, str(interim.facts.seq))
    (job,) = print_queue.unfinished_jobs(shop)
    assert (job.kind, job.ref) == ("interim", str(interim.facts.seq))


@pytest.mark.parametrize("lang", ["id", "en", "both"])
def test_a_camera_reads_it_from_the_paper(shop: Shop, tmp_path: Path, lang: str) -> None:
    from pos_app.printing.pdf import to_pdf

    sold(shop)
    interim = make_interim(shop)
    layout = interim_layout(shop, str(interim.facts.seq), lang)  # type: ignore[arg-type]
    for width in (58, 80):
        (tmp_path / "paper.pdf").write_bytes(to_pdf(layout, width))
        assert slip_codes_in(tmp_path / "paper.pdf") == [interim.text]
        (picture,) = pictures_of(to_pdf(layout, width), 180)
        picture.convert("RGB").save(tmp_path / "photo.jpg", quality=70)
        assert slip_codes_in(tmp_path / "photo.jpg") == [interim.text]


def test_a_chat_is_searched_for_it(shop: Shop, tmp_path: Path) -> None:
    sold(shop)
    first = make_interim(shop)
    sold(shop)
    second = make_interim(shop)
    said = "\n".join(f"[25/10 18.30] Sari: {interim_message(each)}" for each in (first, second))
    assert interim_codes_in(said + said) == [first.text, second.text]
    (tmp_path / "chat.txt").write_text(said, encoding="utf-8")
    assert slip_codes_in(tmp_path / "chat.txt") == [first.text, second.text]
    assert "Rp50.000, 1 penjualan" in interim_message(first)


def test_a_till_that_is_not_open_gives_none(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", open_with=None) as shop:
        with pytest.raises(PosError, match="till_not_open"):
            make_interim(shop)
        assert newest_interim(shop) is None


def test_after_a_close_there_is_none_and_after_reopening_one_of_the_next_revision(
    shop: Shop,
) -> None:
    sold(shop)
    make_interim(shop)
    closing.close_till(shop, counted=0)
    assert newest_interim(shop) is None
    with pytest.raises(PosError, match="till_not_open"):
        make_interim(shop)
    business_day.reopen_till(shop, "2023-10-25", "lupa")
    sold(shop)
    found = make_interim(shop)
    assert (found.facts.revision, found.net) == (2, 100_000)


def test_without_the_key_nothing_is_noted(shop: Shop) -> None:
    sold(shop)
    (shop.folder / "till.key").unlink()
    before = shop.journal.head().seq
    with pytest.raises(MachineError, match="key_missing"):
        make_interim(shop)
    assert shop.journal.head().seq == before


def test_a_clock_set_back_is_noted_before_it(shop: Shop) -> None:
    sold(shop)
    shop.clock = clock_at("2023-10-25T07:00:00+08:00")
    interim = make_interim(shop)
    row = shop.journal.row(interim.facts.seq)
    assert row is not None and json.loads(row.payload)["kind"] == "interim"


def test_no_changed_letter_says_anything_else(shop: Shop) -> None:
    sold(shop)
    text, facts = (interim := make_interim(shop)).text, interim.facts
    for at in range(len(PREFIX), len(text)):
        other = "A" if text[at] != "A" else "B"
        try:
            assert read_signed_interim(text[:at] + other + text[at + 1 :]).facts == facts
        except PosError as error:
            assert error.code in ("interim_unreadable", "interim_not_signed")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, None) for name in ("event", "stand", "day", "head", "seat", "training")),
        *(("revision", 0), ("seat", -1), ("day", "2023-13-01"), ("stand", "a 07"), ("till", "")),
        *(("head", "zz" * 32), ("at", "later"), ("revision", True), ("sales", -1), ("seq", 0)),
        *(("net", 10**15), ("last_number", "A 1"), ("enrolled", "x"), ("till_id", "x" * 61)),
    ],
)
def test_what_no_till_would_sign_is_unreadable(shop: Shop, name: str, value: object) -> None:
    from dataclasses import replace

    signer = signer_of(bytes(32))
    facts = replace(make_interim(shop).facts, key=signer.public_hex, **{name: value})  # type: ignore[arg-type]
    with pytest.raises(PosError) as refused:
        read_signed_interim(interim_qr_text(facts, signer.sign))
    assert refused.value.code == "interim_unreadable"
