"""A stand's days as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Refused
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.plan.plan_days import days_text, days_typed, event_days
from pos_app.office.plan.plan_text import EventDraft, MakerDraft, StandDraft, plan_toml

START, END = "2023-10-25", "2023-11-02"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", []),
        ("25", ["2023-10-25"]),
        ("25-27", ["2023-10-25", "2023-10-26", "2023-10-27"]),
        ("25 - 26, 29", ["2023-10-25", "2023-10-26", "2023-10-29"]),
        ("30–1", ["2023-10-30", "2023-10-31", "2023-11-01"]),
        ("2 27", ["2023-10-27", "2023-11-02"]),
        ("25-10-2023; 2023-10-26", ["2023-10-25", "2023-10-26"]),
    ],
)
def test_days_are_understood(text: str, days: list[str]) -> None:
    assert list(days_typed(text, START, END)) == days


@pytest.mark.parametrize("text", ["24", "27-25", "besok", "31-12-2023", "25,99"])
def test_what_is_no_day_of_the_event_is_refused_by_the_plan(text: str) -> None:
    draft = EventDraft("E", "Expo", START, END, stands=(StandDraft("A01", days=text),))
    with pytest.raises(Refused):
        read_plan(plan_toml(draft).encode())


def test_a_number_that_two_days_have_is_refused() -> None:
    assert days_typed("5", "2023-10-01", "2023-11-10") == ("5",)


@given(st.sets(st.sampled_from(event_days(START, END)), min_size=1))
def test_days_come_back_as_they_were_typed(days: set[str]) -> None:
    everything = event_days(START, END)
    text = days_text(sorted(days), everything)
    assert list(days_typed(text, START, END)) == ([] if text == "" else sorted(days))


def test_a_form_has_days_till_codes_telephones_and_the_earlier_fairs_days() -> None:
    draft = EventDraft(
        "E",
        "Expo",
        START,
        END,
        earlier_name="Lalu",
        earlier_net=5,
        earlier_days=4,
        stands=(StandDraft("A01", days="25-26", till_codes=("K1", "K2")),),
        makers=(MakerDraft("M1", "Bu Sri", "10", phone="0812"),),
    )
    plan = read_plan(plan_toml(draft).encode())[0]
    assert plan.stands[0].days == ("2023-10-25", "2023-10-26")
    assert plan.stands[0].tills == ("K1", "K2")
    assert plan.earlier is not None and plan.earlier.days == 4
    assert plan.maker_phones == {"M1": "0812"}
