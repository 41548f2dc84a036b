"""The hand-over of a closed day: owed, written to a stick, received by the office."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from support.shops import cash, clock_at, make_shop, ring

from pos_app.clock import ManualClock
from pos_app.dayfile.acknowledgement import (
    AcknowledgementFacts,
    acknowledgement_code,
    acknowledgement_qr_text,
    read_acknowledgement,
)
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.signing import Signer, signer_of
from pos_app.errors import PosError
from pos_app.paths import resources_dir
from pos_app.services.day import business_day, closing, day_export, handover
from pos_app.services.day.business_day import ClosedDay
from pos_app.services.day.handover import HandoverState
from pos_app.services.paper import closing_slip
from pos_app.services.shop.setting_keys import OFFICE_KEY
from pos_app.services.shop.shop import Shop

OFFICE = signer_of(bytes([7]) * 32)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "till") as made:
        yield made


def sell_and_close(shop: Shop, sales: int = 1) -> ClosedDay:
    for _ in range(sales):
        ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    return closing.close_till(shop, counted=0)


def next_day(shop: Shop, day: str) -> None:
    assert isinstance(shop.clock, ManualClock)
    shop.clock.set(clock_at(f"{day}T08:00:00+08:00").now())
    business_day.open_till(shop, 200_000)


def states(shop: Shop) -> list[tuple[str, HandoverState]]:
    return [(day.close.day, handover.state_of(day)) for day in handover.day_handovers(shop)]


def refusal(shop: Shop, text: str) -> str:
    before = shop.journal.head()
    with pytest.raises(PosError) as refused:
        handover.mark_received(shop, text)
    assert shop.journal.head() == before, "a refusal leaves no trace"
    return refused.value.code


def receipt(close: ClosedDay, signer: Signer = OFFICE, **changes: object) -> str:
    facts = AcknowledgementFacts(
        event="EXPO23",
        stand="A07",
        till="1",
        seat=0,
        day=close.day,
        revision=close.revision,
        manifest=close.manifest,
        at="2023-10-25T22:00:00+08:00",
        key=signer.public_hex,
    )
    return acknowledgement_qr_text(replace(facts, **changes), signer.sign)  # type: ignore[arg-type]


def test_a_day_goes_from_owed_to_written_to_received(shop: Shop, tmp_path: Path) -> None:
    close = sell_and_close(shop, 2)
    assert states(shop) == [(close.day, HandoverState.OWED)]
    assert handover.not_handed_over(shop) == 2
    day_export.export_day(shop, close.day, tmp_path / "stick")
    assert states(shop) == [(close.day, HandoverState.WRITTEN)]
    found = handover.mark_received(shop, acknowledgement_code(close.manifest))
    assert (found.day, found.revision, found.again, found.newest) == (close.day, 1, False, True)
    assert found.code == close.code
    assert states(shop) == [(close.day, HandoverState.RECEIVED)]
    again = handover.mark_received(shop, acknowledgement_code(close.manifest))
    assert again == found._replace(again=True)
    kinds = [json.loads(row.payload)["kind"] for row in shop.journal.rows()]
    assert kinds.count("received") == 1


def test_a_file_sent_past_the_till_counts_when_the_office_has_it(shop: Shop) -> None:
    close = sell_and_close(shop)
    handover.mark_received(shop, receipt(close))
    assert handover.not_handed_over(shop) == 0
    assert states(shop) == [(close.day, HandoverState.RECEIVED)]


@pytest.mark.parametrize("write", [str.lower, lambda code: code.replace("-", " "), str.strip])
def test_a_code_may_be_typed_in_any_manner(shop: Shop, write: object) -> None:
    close = sell_and_close(shop)
    assert callable(write)
    typed = write(acknowledgement_code(close.manifest)).replace("0", "O").replace("1", "l")
    assert handover.mark_received(shop, f" {typed}").day == close.day


def test_the_closing_slips_own_code_is_no_receipt(shop: Shop) -> None:
    close = sell_and_close(shop)
    assert acknowledgement_code(close.manifest) != close.code
    assert refusal(shop, close.code) == "ack_own_code"
    slip = next(
        block.data
        for block in closing_slip.closing_layout(shop, close.day, "id")
        if hasattr(block, "data")
    )
    assert refusal(shop, slip) == "ack_unreadable"


def test_what_is_no_receipt_of_this_till_is_named(shop: Shop) -> None:
    close = sell_and_close(shop)
    assert refusal(shop, "0000-0000") == "ack_unknown"
    for text in ("", "9A01", "9A01-77EG", "POSACK1:", "POSACK1:AAAA", "９A01-77E1"):
        assert refusal(shop, text) == "ack_unreadable", text
    assert refusal(shop, receipt(close, stand="A08")) == "ack_other_till"
    assert refusal(shop, receipt(close, event="OTHER")) == "ack_other_till"
    assert refusal(shop, receipt(close, seat=1)) == "ack_other_till"
    assert refusal(shop, receipt(close, manifest="ab" * 32)) == "ack_unknown"
    forged = acknowledgement_qr_text(
        read_acknowledgement(receipt(close)), signer_of(bytes([8]) * 32).sign
    )
    assert refusal(shop, forged) == "ack_not_signed"
    for name, value in (("day", "later"), ("seat", "0"), ("at", "2023-10-25"), ("stand", "a")):
        assert refusal(shop, receipt(close, **{name: value})) == "ack_unreadable"


def test_only_the_office_whose_pack_was_taken_is_believed(shop: Shop) -> None:
    close = sell_and_close(shop)
    shop.settings.set(OFFICE_KEY, OFFICE.public_hex)
    stranger = signer_of(bytes([8]) * 32)
    assert refusal(shop, receipt(close, stranger)) == "ack_other_office"
    assert handover.mark_received(shop, receipt(close)).day == close.day


def test_a_receipt_for_an_older_revision_says_that_the_newer_is_owed(
    shop: Shop, tmp_path: Path
) -> None:
    first = sell_and_close(shop)
    day_export.export_day(shop, first.day, tmp_path / "stick")
    business_day.reopen_till(shop, first.day, "satu lagi")
    assert handover.day_handovers(shop) == [], "a day that is open again makes another file"
    second = sell_and_close(shop)
    found = handover.mark_received(shop, acknowledgement_code(first.manifest))
    assert (found.revision, found.newest) == (1, False)
    assert states(shop) == [(second.day, HandoverState.OWED)]
    assert handover.not_handed_over(shop) == 1, "the sale after the first close"
    assert read_day(business_day.day_file_bytes(shop, second)).head.revision == 2


def test_the_receipt_stands_in_the_next_days_journal_and_its_file_is_whole(shop: Shop) -> None:
    first = sell_and_close(shop)
    handover.mark_received(shop, receipt(first))
    next_day(shop, "2023-10-26")
    second = sell_and_close(shop)
    handover.mark_received(shop, acknowledgement_code(second.manifest))
    assert read_day(business_day.day_file_bytes(shop, second)).head.prev_day == first.manifest
    folder = resources_dir() / "schemas"
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    registry = Registry().with_resources(
        [(name, Resource.from_contents(schema)) for name, schema in schemas.items()]
    )
    check = Draft202012Validator(schemas["journal-received.json"], registry=registry)
    facts = [json.loads(row.payload) for row in shop.journal.rows()]
    received = [fact for fact in facts if fact["kind"] == "received"]
    assert [fact["how"] for fact in received] == ["signed", "code"]
    for fact in received:
        check.validate(fact)
        assert not check.is_valid({k: v for k, v in fact.items() if k != "manifest"})


def test_a_day_before_one_that_was_handed_over_is_still_owed(shop: Shop, tmp_path: Path) -> None:
    first = sell_and_close(shop, 3)
    next_day(shop, "2023-10-26")
    second = sell_and_close(shop)
    day_export.export_day(shop, second.day, tmp_path / "stick")
    assert handover.not_handed_over(shop) == 3
    assert states(shop) == [(second.day, HandoverState.WRITTEN), (first.day, HandoverState.OWED)]
    run = day_export.export_days(shop, [first.day], tmp_path / "stick")
    assert run.error is None and handover.not_handed_over(shop) == 0


def test_all_owed_days_are_written_and_a_pulled_stick_stops_them_in_order(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pos_app.dayfile.durable_write import FileSystem

    closes = [sell_and_close(shop)]
    for day in ("2023-10-26", "2023-10-27"):
        next_day(shop, day)
        closes.append(sell_and_close(shop))
    days = [close.day for close in reversed(closes)]
    writing, count = FileSystem.write, 0

    def pulled(disk: FileSystem, path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count > 1:
            raise OSError(19, "No such device")
        writing(disk, path, data)

    with monkeypatch.context() as gone:
        gone.setattr(FileSystem, "write", pulled)
        run = day_export.export_days(shop, days, tmp_path / "stick")
    assert run.error is not None and run.error.code == "export_folder_missing"
    assert [done.code for done in run.done] == [closes[0].code]
    assert [state for _, state in states(shop)] == [
        HandoverState.OWED,
        HandoverState.OWED,
        HandoverState.WRITTEN,
    ]
    run = day_export.export_days(shop, days[:2], tmp_path / "stick")
    assert run.error is None and len(list((tmp_path / "stick").iterdir())) == 3
