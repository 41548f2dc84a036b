"""Pace and forecast: ranges with their basis, never below what is confirmed, never in a total."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from office.small_world import DAYS, Till, plan, sale, status

from pos_app.clock import parse_stamp
from pos_app.dayfile.interim_qr import InterimFacts
from pos_app.office.book_day import BookDay
from pos_app.office.plan.plan_extras import EarlierFair
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.report.board import board_of, estimate_text
from pos_app.office.report.fair_hours import DayHours, FairHours, fair_hours
from pos_app.office.report.forecast import forecast
from pos_app.office.report.pace import compare, pace_of

TILLS = (("A07", "1"), ("A07", "2"), ("A08", "1"))
NOON, EVENING = "12:00:00+08:00", "18:00:00+08:00"


def key_of(stand: str, till: str) -> str:
    return f"{ord(stand[-1]):02x}{ord(till):02x}" * 16


def closed(days: int, *, each: int = 1_000, growing: int = 0) -> list[BookDay]:
    """Whole days of all tills: half is sold at 10, half at 18."""
    found = []
    for stand, code in TILLS:
        till = Till(stand, code, key=key_of(stand, code))
        for number, day in enumerate(DAYS[:days]):
            net = each + growing * number
            name = f"{stand}{code}{day}"
            found.append(
                till.close(
                    day,
                    sale(f"{name}/1", net // 2, at=f"{day}T10:00:00+08:00"),
                    sale(f"{name}/2", net - net // 2, at=f"{day}T18:30:00+08:00"),
                )
            )
    return found


def told(
    day: str, at: str, net: int, tills: tuple[tuple[str, str], ...] = TILLS
) -> list[InterimFacts]:
    return [
        InterimFacts(
            *("EXPO23", stand, till, 0, "T", day, 1, f"{day}T{at}", 3, net, "", 50),
            *("ab" * 32, key_of(stand, till), "", False),
        )
        for stand, till in tills
    ]


def seen(days: list[BookDay], through: str, interims: list[InterimFacts] | None = None) -> Status:
    return status_of(plan(), days, through, interims=interims or ())


def test_days_that_are_all_alike_end_as_they_did() -> None:
    found = forecast(seen(closed(2), DAYS[1]))
    assert found is not None and found.day == "" and found.day_end is None
    assert found.fair_end.low <= 9_000 <= found.fair_end.high
    assert (found.days, found.interims, found.earlier) == (2, 0, "")


def test_the_running_day_follows_from_what_tills_say_and_from_the_hours_of_the_days() -> None:
    answer = seen(closed(2), DAYS[2], told(DAYS[2], NOON, 600))
    found = forecast(answer)
    assert found is not None and found.day == DAYS[2] and found.interims == 3
    assert found.day_end is not None
    assert found.day_end.low <= 3 * 1_200 <= found.day_end.high, "half was sold by noon"
    assert answer.totals.net == 6_000, "no confirmed figure holds any of it"
    with_, without = answer.as_json(), seen(closed(2), DAYS[2]).as_json()
    assert {**with_, "interim": [], "warnings": []} == {**without, "warnings": []}


def test_no_estimate_is_below_what_the_tills_said_already() -> None:
    """Of one whole day the range is widened, but nobody sells less than so far."""
    found = forecast(seen(closed(1), DAYS[1], told(DAYS[1], "20:30:00+08:00", 900)))
    assert found is not None and found.day_end is not None and found.days == 1
    assert found.day_end.low >= 3 * 900
    assert found.fair_end.low >= 3_000 + 3 * 900
    assert found.day_end.high > found.day_end.low


def test_a_till_that_says_nothing_is_expected_to_sell_as_before() -> None:
    found = forecast(seen(closed(2), DAYS[2], told(DAYS[2], NOON, 600, TILLS[:2])))
    assert found is not None and found.day_end is not None
    assert found.day_end.low <= 2 * 1_200 + 1_000 <= found.day_end.high


def test_nothing_known_and_nothing_open_give_no_estimate() -> None:
    assert forecast(seen([], DAYS[0])) is None
    assert forecast(seen(closed(3), DAYS[2])) is None
    assert estimate_text(seen(closed(3), DAYS[2]), "id") == ""


def test_too_early_in_a_day_nothing_is_said() -> None:
    assert forecast(seen(closed(2), DAYS[2], told(DAYS[2], "08:00:00+08:00", 10))) is None


EARLIER = FairHours(
    "Gebyar",
    tuple(
        DayHours(f"2022-10-{20 + n}", {"10": 1_500, "18": 1_500}, {("B01", "1"): 3_000})
        for n in range(3)
    ),
)


def test_an_earlier_fairs_book_serves_on_the_first_day() -> None:
    found = forecast(seen([], DAYS[0], told(DAYS[0], NOON, 600)), EARLIER)
    assert found is not None and found.earlier == "Gebyar" and found.day_end is not None
    assert found.day_end.low <= 3_600 <= found.day_end.high


def test_the_pace_is_that_of_the_same_hour_where_every_till_spoke() -> None:
    found = pace_of(seen(closed(1), DAYS[1], told(DAYS[1], NOON, 700)), EARLIER)
    assert found is not None and found.at.endswith(NOON)
    assert (found.sold, found.then, found.ahead) == (5_100, 4_500, 600)
    some = pace_of(seen(closed(1), DAYS[1], told(DAYS[1], NOON, 700, TILLS[:2])), EARLIER)
    assert some is not None and some.at == "" and (some.sold, some.then) == (3_000, 3_000)


def test_without_its_book_an_earlier_fair_is_spread_over_its_days() -> None:
    known = replace(plan(), earlier=EarlierFair("Gebyar", 15_000, 5))
    found = pace_of(status_of(known, closed(2), DAYS[1]))
    assert found is not None and found.is_average
    assert (found.sold, found.then, found.then_days) == (3_000, 3_000, 5)
    assert pace_of(seen(closed(2), DAYS[1])) is None


@given(
    st.integers(100, 9_999),
    st.integers(0, 5_000),
    st.integers(1, 2),
    st.integers(0, 9_999),
    st.sampled_from(["11:30:00+08:00", NOON, EVENING, "23:00:00+08:00"]),
    st.booleans(),
)
def test_an_estimate_is_a_range_above_what_is_confirmed(
    each: int, growing: int, whole: int, net: int, at: str, with_earlier: bool
) -> None:
    days = closed(whole, each=each, growing=growing)
    answer = seen(days, DAYS[whole], told(DAYS[whole], at, net))
    found = forecast(answer, EARLIER if with_earlier else None)
    if found is not None:
        assert answer.totals.net + 3 * net <= found.fair_end.low <= found.fair_end.high
        assert found.day_end is not None and 3 * net <= found.day_end.low <= found.day_end.high


def test_the_board_names_no_telephone_and_no_dispute_by_name() -> None:
    days = closed(2)
    twin = Till("A08", "1", key=key_of("A08", "1"))
    days.append(twin.close(DAYS[0], sale("other", 77)))
    board = board_of(seen(days, DAYS[1]), parse_stamp(f"{DAYS[1]}T19:00:00+08:00"), "id", EARLIER)
    text = repr(board)
    assert "0812" not in text and "A08" not in text
    assert "disengketakan" in board.completeness and not board.complete
    assert [page.key for page in board.pages][:2] == ["days", "makers"]


def test_the_hours_of_a_day_add_up_to_it() -> None:
    found = fair_hours(status(closed(2), through=DAYS[1]))
    assert [day.net for day in found.days] == [3_000, 3_000]
    assert found.days[0].until(f"{DAYS[0]}T{NOON}") == 1_500
    assert found.days[0].until(f"{DAYS[0]}T18:30:00+08:00") == 2_250
    assert [(number, day.net) for number, day in found.by_number.items()] == [
        (1, 3_000),
        (2, 3_000),
    ]


def book_of(*nets: int, numbers: tuple[int, ...] = ()) -> FairHours:
    """An earlier fair's whole days; half of each is sold at 10, half at 18."""
    days = []
    for n, net in enumerate(nets):
        hours = {"10": net // 2, "18": net - net // 2}
        number = numbers[n] if numbers else n + 1
        days.append(DayHours(f"2022-10-{19 + number}", hours, {("B01", "1"): net}, number))
    return FairHours("Gebyar", tuple(days))


def test_a_longer_fair_is_not_ahead_because_it_is_longer() -> None:
    """Three days of 3.000 against a fair of two such days, from its book or the plan."""
    days = closed(3)
    for found in (
        pace_of(seen(days, DAYS[2]), book_of(3_000, 3_000)),
        pace_of(status_of(replace(plan(), earlier=EarlierFair("Gebyar", 6_000, 2)), days, DAYS[2])),
    ):
        assert found is not None and found.is_average and found.ahead == 0
        assert (found.days, found.then_days) == (3, 2)


def test_days_are_compared_by_their_number_also_where_one_is_not_whole() -> None:
    found = compare(seen(closed(3, growing=1_000), DAYS[2]), book_of(5_000, 7_000, numbers=(1, 3)))
    assert found is not None
    assert [(pair.number, pair.net, pair.then) for pair in found.days] == [
        (1, 3_000, 5_000),
        (3, 9_000, 7_000),
    ]
    assert found.pace is not None and found.pace.is_average, "day 2 is known of one fair alone"


def test_hours_are_compared_over_the_same_days() -> None:
    found = compare(seen(closed(3), DAYS[2]), book_of(4_000, 2_000))
    assert found is not None
    assert [(pair.hour, pair.net, pair.then) for pair in found.hours] == [
        ("10", 3_000, 3_000),
        ("18", 3_000, 3_000),
    ]


def test_a_total_without_its_days_is_compared_with_nothing() -> None:
    known = replace(plan(), earlier=EarlierFair("Gebyar", 15_000))
    assert compare(status_of(known, closed(2), DAYS[1])) is None
