"""An event's plan: read whole or refused with every fault."""

from __future__ import annotations

import pytest
from office.small_world import TOML

from pos_app.domain.catalogue import DiscountBearer
from pos_app.errors import Refused
from pos_app.office.event_plan import read_plan

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


def test_every_fault_is_told_at_once() -> None:
    assert set(faults('name=""\nstart="x"\nend="y"\n')) == {
        "code_invalid",
        "plan_value_invalid",
        "day_invalid",
        "plan_no_stands",
    }
