"""Goods that go from one stand to another: out here, in there, once, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.papers import text_of
from support.shops import cash, make_shop, ring

from pos_app.clock import parse_stamp
from pos_app.dayfile.goods_note_code import MAX_CODE, goods_note_text, read_goods_note
from pos_app.dayfile.signing import signer_of
from pos_app.domain.catalogue import Maker
from pos_app.errors import PosError
from pos_app.services.catalogue import goods_intake, goods_notes, product_lookup
from pos_app.services.day import closing
from pos_app.services.paper import goods_note_paper
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store

SENDER = """\
sku,name,category,maker,price_rp,stock,barcode,name_en,share_pct,unique
A,Kalung manik,Manik,M1,50000,10,,Bead necklace,12.5,
U,Patung blontang,Ukir,M9,900000,1,,,20,ya
"""


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "a07", sheet=SENDER) as made:
        yield made


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "b02", stand="B02") as made:
        yield made


def facts(shop: Shop, kind: str) -> list[dict[str, Any]]:
    rows = (json.loads(row.payload) for row in shop.journal.rows())
    return [fact for fact in rows if fact["kind"] == kind]


def refused(work: object, *args: object, **more: object) -> str:
    with pytest.raises(PosError) as refusal:
        work(*args, **more)  # type: ignore[operator]
    return refusal.value.code


def stock_of(shop: Shop, sku: str) -> int | None:
    product = product_lookup.product_of_sku(shop, sku)
    return None if product is None else product.stock


def send(shop: Shop, *pieces: tuple[str, int], to: str = "B02") -> goods_notes.SentNote:
    (found,) = goods_notes.send_goods(shop, to, pieces, "Budi", by="ANI")
    return found


def test_pieces_leave_here_and_come_in_there_once(sender: Shop, receiver: Shop) -> None:
    sent = send(sender, ("A", 3), ("u", 1), ("a", 1))
    assert (sent.note.name, sent.note.pieces, sent.note.value) == ("NT-A07-1-0001", 5, 1_100_000)
    assert (stock_of(sender, "A"), stock_of(sender, "U")) == (6, 0)
    taken = goods_intake.take_in(receiver, sent.text)
    assert (stock_of(receiver, "A"), stock_of(receiver, "U")) == (14, 1)
    assert (taken.note.carrier, taken.counted, taken.trust) == ("Budi", {"A": 4, "U": 1}, "lead")
    assert refused(goods_intake.take_in, receiver, sent.text) == "goods_note_taken"
    assert stock_of(receiver, "A") == 14
    assert send(sender, ("A", 1)).note.name == "NT-A07-1-0002"


def test_new_goods_have_the_notes_price_maker_share_and_mark(sender: Shop, receiver: Shop) -> None:
    sent = send(sender, ("U", 1))
    arrival = goods_intake.check_arrival(receiver, sent.text)
    assert (arrival.new, [m.code for m in arrival.makers]) == (["U"], ["M9"])
    assert stock_of(receiver, "U") is None  # a look changes nothing
    goods_intake.take_in(receiver, sent.text)
    found = product_lookup.product_of_sku(receiver, "U")
    assert found is not None
    assert (found.price, found.maker, found.share_bp, found.unique) == (900_000, "M9", 2_000, True)
    answer = ring(receiver, lines=[{"code": "U", "qty": 1}], tenders=cash(900_000))
    assert answer["ok"] and facts(receiver, "sale")[0]["lines"][0]["share_bp"] == 2_000


def test_known_goods_keep_their_price_and_get_the_notes_share(sender: Shop, receiver: Shop) -> None:
    product = product_lookup.product_of_sku(receiver, "A")
    assert product is not None and product.share_bp == 0
    catalogue_store.put_products(receiver.database, [(product, None)])
    sent = send(sender, ("A", 2))
    arrival = goods_intake.check_arrival(receiver, sent.text)
    assert [each.code for each in arrival.warnings] == [
        "goods_note_unverified",
        "goods_share_taken",
    ]
    goods_intake.take_in(receiver, sent.text, by="ANI")
    found = product_lookup.product_of_sku(receiver, "A")
    assert found is not None and (found.price, found.share_bp) == (50_000, 1_250)
    assert [fact["share_bp"] for fact in facts(receiver, "product")] == [1_250]


def test_a_note_for_others_is_refused_in_words_of_its_own(
    sender: Shop, receiver: Shop, tmp_path: Path
) -> None:
    assert refused(goods_intake.check_arrival, sender, send(sender, ("A", 1)).text) == (
        "goods_note_own"
    )
    other = send(sender, ("A", 1), to="C03").text
    assert refused(goods_intake.check_arrival, receiver, other) == "goods_note_other_stand"
    sound = send(sender, ("A", 1)).text
    assert refused(goods_intake.check_arrival, receiver, sound[:-9]) == "goods_note_unreadable"
    assert refused(goods_intake.check_arrival, receiver, "POSGOODS1:") == "goods_note_unreadable"
    key = signer_of(bytes(range(32)))
    note = read_goods_note(sound).note
    forged = goods_note_text(note, key.sign)
    assert refused(goods_intake.check_arrival, receiver, forged) == "goods_note_not_signed"
    with make_shop(tmp_path / "practice", stand="B02", training=True) as practice:
        assert refused(goods_intake.check_arrival, practice, sound) == "goods_note_real"
        back = goods_notes.send_goods(practice, "A07", [("A", 1)])[0]
        assert refused(goods_intake.check_arrival, sender, back.text) == "goods_note_practice"
    assert refused(goods_notes.send_goods, sender, "A07", [("A", 1)]) == "goods_to_self"
    assert refused(goods_notes.send_goods, sender, "B02", [("A", 0)]) == "pieces_invalid"
    assert refused(goods_notes.send_goods, sender, "B02", [("Z", 1)]) == "sku_unknown"
    assert goods_intake.check_arrival(receiver, sound.lower()[:40] + "\n" + sound[40:]).new == []


def test_a_code_that_means_other_goods_here_keeps_only_that_piece_out(
    sender: Shop, tmp_path: Path
) -> None:
    sheet = "sku,name,category,maker,price_rp,stock\nU,Piring,Kayu,M1,10000,1\n"
    alone, both = send(sender, ("U", 1)), send(sender, ("A", 1), ("U", 1))
    with make_shop(tmp_path / "b02", stand="B02", sheet=sheet) as receiver:
        seq = receiver.journal.head().seq
        assert refused(goods_intake.take_in, receiver, alone.text) == "goods_code_differs"
        assert (stock_of(receiver, "A"), receiver.journal.head().seq) == (None, seq)
        told = [
            problem.code for problem in goods_intake.check_arrival(receiver, both.text).warnings
        ]
        assert "goods_code_differs" in told
        wrong = refused(goods_intake.take_in, receiver, both.text, counted={"U": 1})
        assert wrong == "pieces_invalid"
        taken = goods_intake.take_in(receiver, both.text)
        assert taken.counted == {"A": 1, "U": 0}
        assert (stock_of(receiver, "A"), stock_of(receiver, "U")) == (1, 1)


def test_fewer_pieces_than_on_the_note_can_be_counted(sender: Shop, receiver: Shop) -> None:
    sent = send(sender, ("A", 3), ("U", 1))
    assert refused(goods_intake.take_in, receiver, sent.text, counted={"A": 4}) == "pieces_invalid"
    assert refused(goods_intake.take_in, receiver, sent.text, counted={"Z": 1}) == "sku_unknown"
    taken = goods_intake.take_in(receiver, sent.text, counted={"a": 2, "U": 0})
    assert taken.counted == {"A": 2, "U": 0}
    assert (stock_of(receiver, "A"), stock_of(receiver, "U")) == (12, 0)


def test_what_does_not_fit_one_code_goes_on_several_notes(tmp_path: Path) -> None:
    rows = [
        f"K{n:03},Gelang {n * 7919 % 1000:03} batu {n},Manik,M{n % 5},{n}000,9"
        for n in range(1, 61)
    ]
    sheet = "sku,name,category,maker,price_rp,stock\n" + "\n".join(rows)
    with make_shop(tmp_path / "a07", sheet=sheet) as sender:
        sent = goods_notes.send_goods(sender, "B02", [(f"K{n:03}", 1) for n in range(1, 61)])
        assert len(sent) > 1 and max(len(each.text) for each in sent) <= MAX_CODE
        assert [s for each in sent for s in (line.sku for line in each.note.lines)] == [
            f"K{n:03}" for n in range(1, 61)
        ]
        assert [each.note.number for each in sent] == list(range(1, len(sent) + 1))


def test_a_ref_sends_and_takes_in_once(sender: Shop, receiver: Shop) -> None:
    first = goods_notes.send_goods(sender, "B02", [("A", 1)], ref="x")
    assert goods_notes.send_goods(sender, "B02", [("A", 1)], ref="x") == first
    assert refused(goods_notes.send_goods, sender, "B02", [("A", 2)], ref="x") == "ref_reused"
    taken = goods_intake.take_in(receiver, first[0].text, ref="y")
    assert goods_intake.take_in(receiver, first[0].text, ref="y") == taken
    assert (stock_of(sender, "A"), stock_of(receiver, "A")) == (9, 11)


def test_the_day_closes_with_the_rows_and_its_file_is_sound(sender: Shop, receiver: Shop) -> None:
    from pos_app.dayfile.reader import read_day
    from pos_app.store import business_days

    sent = send(sender, ("A", 3))
    goods_intake.take_in(receiver, sent.text)
    for shop, kind, change in ((sender, "transfer_out", -3), (receiver, "transfer_in", 3)):
        closed = closing.close_till(shop, counted=200_000)
        file = business_days.day_file(shop.database, closed.manifest)
        day = read_day(file)
        rows = [row for row in day.tables.stock if row.kind == kind]
        assert [(row.sku, row.change) for row in rows] == [("A", change)]
        assert rows[0].reason.startswith("NT-A07-1-0001")
        assert [fact["kind"] for fact in day.facts if fact["kind"] == kind] == [kind]


def test_the_paper_has_the_goods_and_the_code(sender: Shop) -> None:
    sent = send(sender, ("A", 3), ("U", 1))
    words = text_of(goods_note_paper.goods_note_pdf(sender, sent))
    assert "NT-A07-1-0001" in words and "Kalung manik" in words and "hanya satu" in words
    assert goods_note_paper.goods_note_layout(sender, "nt-a07-1-0001", "id")
    assert refused(goods_notes.sent_note, sender, "NT-A07-1-0009") == "goods_note_unknown"


@settings(max_examples=15, deadline=None)
@given(
    moves=st.lists(
        st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from([0, 1, 2]), st.integers(1, 4)),
        max_size=8,
    ),
    scans=st.lists(st.tuples(st.integers(0, 7), st.sampled_from([0, 1, 2])), max_size=14),
)
def test_no_scan_makes_pieces_and_none_loses_any(
    moves: list[tuple[int, int, int]],
    scans: list[tuple[int, int]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Whatever is scanned where and how often: stock here and there and on the way is the same."""
    stands = ("A07", "B02", "C03")
    folder = tmp_path_factory.mktemp("stands")
    with ExitStack() as opened:
        shops = [opened.enter_context(make_shop(folder / stand, stand=stand)) for stand in stands]
        sent = []
        for here, there, qty in moves:
            if here != there:
                sent.append(send(shops[here], ("A", qty), to=stands[there]))
        taken = set()
        for at, where in scans:
            if at < len(sent):
                try:
                    taken.add(goods_intake.take_in(shops[where], sent[at].text).identity)
                except PosError as error:
                    assert error.code in (
                        "goods_note_own",
                        "goods_note_other_stand",
                        "goods_note_taken",
                    )
        ids = {read_goods_note(each.text).identity: each.note.pieces for each in sent}
        under_way = sum(pieces for identity, pieces in ids.items() if identity not in taken)
        assert sum(stock_of(shop, "A") or 0 for shop in shops) + under_way == 30
        for shop in shops:
            closing.close_till(shop, counted=200_000)


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, 2_000), char=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:"))
def test_a_changed_code_never_brings_another_note(at: int, char: str) -> None:
    text = goods_note_text(NOTE, KEY.sign)
    at %= len(text)
    changed = text[:at] + char + text[at + 1 :]
    if changed != text:
        try:
            # Bits that Base32 and the compression leave over: the same signed note.
            assert read_goods_note(changed).note == NOTE
        except PosError as error:
            assert error.code in ("goods_note_unreadable", "goods_note_not_signed")


KEY = signer_of(bytes(32))
NOTE = goods_notes.GoodsNote(
    *("EXPO23", "A07", "1", 0, "till", 1, "B02", "Budi", "2023-10-25T08:00:00+08:00", "ANI"),
    lines=(goods_notes.GoodsLine("A", "Kalung", "Manik", "M1", 3, 50_000, 1_250),),
    makers=(Maker("M1", "Untaian"),),
    key=KEY.public_hex,
)


def test_a_later_day_says_the_date_of_the_first_scan(sender: Shop, receiver: Shop) -> None:
    sent = send(sender, ("A", 1))
    goods_intake.take_in(receiver, sent.text)
    receiver.clock.set(parse_stamp("2023-10-26T09:00:00+08:00"))  # type: ignore[attr-defined]
    with pytest.raises(PosError) as error:
        goods_intake.check_arrival(receiver, sent.text)
    assert error.value.facts["time"] == "25-10-2023 08.00"
