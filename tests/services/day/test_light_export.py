"""A closed day is handed over by light: noted like its file, and with the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.shops import cash, make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.dayfile.unpack import unpack
from pos_app.errors import PosError
from pos_app.light.codes import read_code
from pos_app.light.collect import combine
from pos_app.light.packing import unpack_day
from pos_app.light.pictures import codes_on
from pos_app.services.day import business_day, closing, handover, light_export
from pos_app.services.day.handover import HandoverState
from pos_app.services.day.light_export import LightForm, export_light, light_day
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.shop.shop import Shop


def closed(shop: Shop, sales: int = 3) -> business_day.ClosedDay:
    for _ in range(sales):
        ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    return closing.close_till(shop, counted=0)


def test_the_screens_give_the_day_file_back(shop: Shop, tmp_path: Path) -> None:
    close = closed(shop)
    done = export_light(shop, close.day, tmp_path / "out", LightForm.SCREENS)
    codes = [read_code(data) for path in done.paths for data in codes_on(path.read_bytes())]
    told = unpack_day(combine([code for code in codes if code is not None]))
    assert unpack(told) == unpack(business_day.day_file_bytes(shop, close))
    assert read_day(told).identity == done.manifest == close.manifest
    assert done.code == close.code and done.totals == close.totals


@pytest.mark.parametrize("form", list(LightForm))
def test_the_export_is_noted_and_does_not_change_the_day(
    shop: Shop, tmp_path: Path, form: LightForm
) -> None:
    close = closed(shop)
    before = business_day.day_file_bytes(shop, close)
    done = export_light(shop, close.day, tmp_path / "out", form)
    fact = json.loads(list(shop.journal.rows())[-1].payload)
    assert (fact["kind"], fact["manifest"]) == ("export", close.manifest)
    assert fact["file"] == done.paths[0].name
    assert handover.state_of(handover.day_handovers(shop)[0]) is HandoverState.WRITTEN
    again = business_day.closed_day(shop, close.day)
    assert business_day.day_file_bytes(shop, again) == before
    assert light_day(shop, close.day).codes == light_day(shop, close.day).codes


def test_the_sheet_for_a_roll_needs_a_known_width(shop: Shop, tmp_path: Path) -> None:
    close = closed(shop)
    for width in (80, 58):
        done = export_light(shop, close.day, tmp_path, LightForm.SHEET, width)
        assert done.paths[0].name.endswith(f"_rol-{width}mm.pdf")
    with pytest.raises(PosError, match="paper_width_unknown"):
        export_light(shop, close.day, tmp_path, LightForm.SHEET, 70)


def test_a_repeated_ref_writes_nothing_again(shop: Shop, tmp_path: Path) -> None:
    close = closed(shop)
    first = export_light(shop, close.day, tmp_path, LightForm.SCREENS, ref="evening")
    head = shop.journal.head()
    assert export_light(shop, close.day, tmp_path, LightForm.SCREENS, ref="evening") == first
    assert shop.journal.head() == head


def test_a_day_that_still_sells_has_no_codes(shop: Shop) -> None:
    with pytest.raises(PosError, match="day_still_open"):
        light_day(shop, "2023-10-25")


def test_codes_of_a_practice_day_say_so(tmp_path: Path) -> None:
    with make_shop(tmp_path / "practice", training=True) as shop:
        found = light_day(shop, closed(shop).day)
    code = read_code(found.codes[0])
    assert found.label.training and code is not None and code.label.training


def test_what_was_shown_on_screen_is_noted_too(shop: Shop) -> None:
    close = closed(shop)
    light_export.note_shown(shop, light_day(shop, close.day))
    assert handover.state_of(handover.day_handovers(shop)[0]) is HandoverState.WRITTEN


def test_the_receipt_printer_prints_the_codes(shop: Shop, tmp_path: Path) -> None:
    close = closed(shop)
    path = tmp_path / "lp0"
    printer_settings.set_printer(shop, Printer(f"file://{path}", "generic58"))
    print_queue.queue_job(shop, JobKind.LIGHT, close.day)
    work = print_queue.take_next(shop)
    assert work is not None
    work.send()
    assert b"A07-1" in path.read_bytes()
