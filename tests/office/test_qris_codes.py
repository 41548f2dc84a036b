"""A stand that showed another QRIS code than the planned one is named; no total changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from office.small_world import DAYS, TOML, Till, sale, status
from support.shops import make_shop

from pos_app.dayfile.reader import read_day
from pos_app.domain.qris import crc_text, parse_qris, qris_hash
from pos_app.messages import sentence
from pos_app.office.book_day import BookDay, book_day
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.reconcile.warnings import _qris
from pos_app.services.day import closing, day_export
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.selling import qris_code

# The same merchant and NMID as the demo code, but another account behind them.
BODY = DEMO_QRIS[:-4].replace("93600", "93609", 1)
OTHER = BODY + crc_text(BODY)
PLAN = read_plan(TOML.replace(b'phone = "0812-0000-0007"', f'qris = "{DEMO_QRIS}"'.encode()))[0]


def day_of(folder: Path, *codes: str) -> BookDay:
    """The file of a day on which these codes were stored one after the other."""
    with make_shop(folder / "till") as shop:
        for code in codes:
            qris_code.set_stand_code(shop, code)
        closed = closing.close_till(shop, counted=0)
        path = day_export.export_day(shop, closed.day, folder / "out").path
    return book_day(read_day(path.read_bytes()))


def test_the_other_code_has_the_same_name_and_number() -> None:
    one, two = parse_qris(DEMO_QRIS), parse_qris(OTHER)
    assert (one.merchant_name, one.nmid) == (two.merchant_name, two.nmid)
    assert qris_hash(one.payload) != qris_hash(two.payload)


@pytest.mark.parametrize(
    ("codes", "warned"),
    [
        ((), False),
        ((DEMO_QRIS,), False),
        ((OTHER,), True),
        ((DEMO_QRIS, OTHER), True),
        ((DEMO_QRIS, OTHER, DEMO_QRIS), True),
    ],
)
def test_another_code_than_the_planned_one_is_a_warning(
    tmp_path: Path, codes: tuple[str, ...], warned: bool
) -> None:
    day = day_of(tmp_path, *codes)
    found = list(_qris(PLAN, [day]))
    assert bool(found) is warned
    for warning in found:
        assert (warning.stand, warning.code) == ("A07", "qris_differs")
        assert warning.problem().severity == "warning"
        assert "NMID" in sentence(warning.problem(), "en")


def test_what_a_file_says_of_a_code_is_believed_only_in_its_form() -> None:
    till = Till("A07", "1")
    day = replace(till.close(DAYS[0], sale("1", 1_000)), qris="=")
    assert [found.detail for found in _qris(PLAN, [day])] == ["?"]
    assert "qris_differs" not in {found.code for found in status([day]).warnings}, "none planned"
    assert status([day]).totals.net == 1_000
