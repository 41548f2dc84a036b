"""An event's plan: read whole or refused with every fault."""

from __future__ import annotations

import pytest
from office.small_world import TOML
from support.fair_plan import PLAN

from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.qris import with_amount
from pos_app.errors import Refused
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.plan.plan_extras import EarlierFair
from pos_app.services.demo import DEMO_QRIS

SMALL = 'code="E"\nname="n"\nstart="2023-10-25"\nend="2023-10-25"\n'
STAND = '[[stand]]\ncode="A"\ntills=1\n'


def faults(toml: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_plan(toml.encode())
    return [problem.code for problem in refused.value.problems]


def test_a_plan_is_read_with_its_defaults() -> None:
    plan, warnings = read_plan(TOML)
    assert warnings == ()
    assert (plan.start, plan.end) == ("2023-10-25", "2023-10-27")
    assert [stand.tills for stand in plan.stands] == [("1", "2"), ("1",)]
    assert [maker.share_bp for maker in plan.makers] == [1250, 1000]
    assert plan.makers[1].discount_by is DiscountBearer.STAND
    assert len(plan.till_days(plan.end)) == 9


def test_dates_may_be_texts_and_days_may_be_chosen() -> None:
    toml = SMALL.replace('end="2023-10-25"', 'end="2023-10-27"') + STAND
    plan, _ = read_plan((toml + "days = [2023-10-27, '2023-10-25']\n").encode())
    assert plan.stands[0].days == ("2023-10-25", "2023-10-27")


def test_an_unknown_key_is_a_warning_only() -> None:
    _, warnings = read_plan((SMALL + 'colour="red"\n' + STAND + 'Phone="1"\n').encode())
    assert [(w.code, w.severity, w.facts["key"]) for w in warnings] == [
        ("plan_key_unknown", "warning", "colour"),
        ("plan_key_unknown", "warning", "Phone"),
    ]


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("code = ", "plan_not_toml"),
        (SMALL, "plan_no_stands"),
        (SMALL.replace('"E"', '"e"') + STAND, "code_invalid"),
        (SMALL.replace('name="n"', "") + STAND, "plan_key_missing"),
        (SMALL.replace('name="n"', "name=3") + STAND, "plan_value_invalid"),
        (SMALL.replace('end="2023-10-25"', 'end="2023-10-24"') + STAND, "plan_end_before_start"),
        (SMALL.replace('end="2023-10-25"', 'end="2023-13-24"') + STAND, "day_invalid"),
        (SMALL.replace('end="2023-10-25"', "end=2033-10-24") + STAND, "plan_too_long"),
        (SMALL + STAND + STAND, "plan_twice"),
        (SMALL + '[[stand]]\ncode="A"\ntills=["1","1"]\n', "plan_twice"),
        (SMALL + '[[stand]]\ncode="A"\ntills=["a b"]\n', "code_invalid"),
        (SMALL + '[[stand]]\ncode="A"\ntills=0\n', "plan_value_invalid"),
        (SMALL + '[[stand]]\ncode="A"\n', "plan_key_missing"),
        (SMALL + STAND + "days=[2023-10-26]\n", "plan_day_outside"),
        (SMALL + "stand = 3\n", "plan_value_invalid"),
        (SMALL + "target = -1\n" + STAND, "plan_value_invalid"),
        (SMALL + STAND + '[[maker]]\ncode="M"\nname="m"\nshare_pct=101\n', "plan_value_invalid"),
        (SMALL + STAND + '[[maker]]\ncode="M"\nname="m"\nshare_pct=1.234\n', "plan_value_invalid"),
        (SMALL + STAND + '[[maker]]\ncode="M"\nname="m"\nshare_pct=nan\n', "plan_value_invalid"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_used_is_refused(toml: str, code: str) -> None:
    assert code in faults(toml)


PERSON = '[[staff]]\ncode="SITI"\nname="Siti"\nrole="cashier"\n'


def test_what_a_plan_may_say_beyond_stands_and_makers() -> None:
    plan, warnings = read_plan(PLAN.encode())
    assert warnings == ()
    assert (plan.goods, [stand.goods for stand in plan.stands]) == ("goods.csv", ["", "a08.csv"])
    assert [stand.qris for stand in plan.stands] == [DEMO_QRIS, ""]
    assert [(p.person.code, str(p.person.role), p.stand) for p in plan.staff] == [
        ("SITI", "cashier", "A07"),
        ("BUDI", "lead", ""),
    ]
    assert plan.earlier == EarlierFair("Nusakraf 2022", 150_000_000, 5)
    assert plan.receipt_footer == "Instagram @dekranasda"
    bare, _ = read_plan(TOML)
    assert (bare.goods, bare.staff, bare.earlier, bare.receipt_footer) == ("", (), None, "")


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("goods = 3\n" + STAND, "plan_value_invalid"),
        ('goods = "../goods.csv"\n' + STAND, "plan_value_invalid"),
        ('goods = "/goods.csv"\n' + STAND, "plan_value_invalid"),
        ("goods = 'C:\\goods.csv'\n" + STAND, "plan_value_invalid"),
        ('goods = "goods.exe"\n' + STAND, "plan_value_invalid"),
        (STAND + "goods = ['a.csv']\n", "plan_value_invalid"),
        (STAND + "qris = 3\n", "plan_value_invalid"),
        (STAND + 'qris = "000201"\n', "qris_structure"),
        (STAND + f'qris = "{DEMO_QRIS[:-1]}0"\n', "qris_crc"),
        (STAND + f'qris = "{with_amount(DEMO_QRIS, 5000)}"\n', "qris_not_static"),
        (STAND + PERSON + PERSON, "plan_twice"),
        (STAND + PERSON.replace("SITI", "siti"), "code_invalid"),
        (STAND + PERSON.replace("cashier", "owner"), "plan_value_invalid"),
        (STAND + PERSON.replace('role="cashier"', ""), "plan_key_missing"),
        (STAND + PERSON.replace('name="Siti"', ""), "plan_key_missing"),
        (STAND + PERSON.replace("Siti", "x" * 41), "plan_value_invalid"),
        (STAND + PERSON + 'stand="B"\n', "plan_value_invalid"),
        ("staff = 3\n" + STAND, "plan_value_invalid"),
        ("earlier = 3\n" + STAND, "plan_value_invalid"),
        (STAND + "[earlier]\nnet = 1\n", "plan_key_missing"),
        (STAND + '[earlier]\nname = "x"\n', "plan_key_missing"),
        (STAND + '[earlier]\nname = "x"\nnet = -1\n', "plan_value_invalid"),
        (STAND + '[earlier]\nname = "x"\nnet = 1\ndays = 367\n', "plan_value_invalid"),
        ('receipt_footer = "Barang tidak dapat ditukar"\n' + STAND, "footer_forbidden"),
        (f'receipt_footer = "{"x" * 161}"\n' + STAND, "plan_value_invalid"),
    ],
)  # fmt: skip
def test_what_is_said_beyond_is_checked_as_strictly(toml: str, code: str) -> None:
    assert code in faults(SMALL + toml)


def test_an_unknown_key_of_a_person_or_an_earlier_fair_is_a_warning() -> None:
    toml = SMALL + STAND + PERSON + 'pin="1"\n[earlier]\nname="x"\nnet=1\nyear=2022\n'
    plan, warnings = read_plan(toml.encode())
    assert {warning.facts["key"] for warning in warnings} == {"pin", "year"}
    assert plan.earlier is not None and plan.earlier.days == 0


def test_every_fault_is_told_at_once() -> None:
    assert set(faults('name=""\nstart="x"\nend="y"\n')) == {
        "code_invalid",
        "plan_value_invalid",
        "day_invalid",
        "plan_no_stands",
    }
