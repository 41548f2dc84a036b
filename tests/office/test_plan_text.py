"""A form's event, written down and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Refused
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.plan.plan_text import EventDraft, MakerDraft, StaffDraft, StandDraft, plan_toml

STAND = StandDraft("A07", "Dekranasda", 2, "0812-0000-0007")
DRAFT = EventDraft("EXPO23", "Expo", "2023-10-25", "2023-10-27", stands=(STAND,))


def read(draft: EventDraft):  # type: ignore[no-untyped-def]
    return read_plan(plan_toml(draft).encode())[0]


def test_everything_that_was_typed_is_in_the_plan() -> None:
    makers = (MakerDraft("M1", "Bu Sri", "12,5"), MakerDraft("M2", 'Pak "Budi"', "10%", "stand"))
    plan = read(
        EventDraft(
            *("EXPO23", "Expo", "2023-10-25", "2023-10-27", 150_000_000, 500),
            stands=(STAND,),
            makers=makers,
        )
    )
    assert (plan.code, plan.start, plan.end) == ("EXPO23", "2023-10-25", "2023-10-27")
    assert (plan.target, plan.cash_rounding) == (150_000_000, 500)
    assert plan.stands[0].tills == ("1", "2") and plan.stands[0].phone == "0812-0000-0007"
    assert [(m.name, m.share_bp, m.discount_by) for m in plan.makers] == [
        ("Bu Sri", 1250, "maker"),
        ('Pak "Budi"', 1000, "stand"),
    ]


@given(st.text(max_size=60))
def test_no_name_breaks_out_of_its_quotes(name: str) -> None:
    draft = EventDraft("EXPO23", "x" + name, "2023-10-25", "2023-10-27", stands=(STAND,))
    try:
        plan = read(draft)
    except Refused as error:
        assert {problem.code for problem in error.problems} == {"plan_value_invalid"}
    else:
        assert plan.name == " ".join(("x" + name).split())
        assert plan.stands[0].code == "A07"


@pytest.mark.parametrize("share", ["", "dua belas", "101", "1e2", "-5", "12.345"])
def test_a_share_that_is_none_is_refused_by_the_reader(share: str) -> None:
    draft = EventDraft(
        *("E", "Expo", "2023-10-25", "2023-10-25"),
        stands=(STAND,),
        makers=(MakerDraft("M1", "A", share),),
    )
    with pytest.raises(Refused):
        read(draft)


@pytest.mark.parametrize("day", ["", "2023-02-30", "25-10-2023", 'x"\ncode = "Y'])
def test_a_day_that_is_none_is_refused_by_the_reader(day: str) -> None:
    with pytest.raises(Refused):
        read(EventDraft("E", "Expo", day, "2023-10-27", stands=(STAND,)))


def test_goods_staff_and_an_earlier_fair_are_in_the_plan() -> None:
    plan = read(
        EventDraft(
            *("E", "Expo", "2023-10-25", "2023-10-25"),
            goods="barang.csv",
            receipt_footer="Terima kasih",
            earlier_name="Expo 2022",
            earlier_net=150_000_000,
            stands=(STAND,),
            staff=(StaffDraft("SITI", "Siti"), StaffDraft("BUDI", "Budi", True, "A07")),
        )
    )
    assert (plan.goods, plan.receipt_footer) == ("barang.csv", "Terima kasih")
    assert plan.earlier is not None
    assert (plan.earlier.name, plan.earlier.net) == ("Expo 2022", 150_000_000)
    assert [(p.person.code, p.person.role, p.stand) for p in plan.staff] == [
        ("SITI", "cashier", ""),
        ("BUDI", "lead", "A07"),
    ]


def test_an_earlier_fair_without_its_total_is_refused() -> None:
    with pytest.raises(Refused):
        read(
            EventDraft(
                *("E", "Expo", "2023-10-25", "2023-10-25"),
                earlier_name="Expo 2022",
                stands=(STAND,),
            )
        )
