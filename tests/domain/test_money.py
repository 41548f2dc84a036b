import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import (
    MAX_AMOUNT,
    MAX_PRICE,
    break_down,
    cash_suggestions,
    divide_half_up,
    format_rupiah,
    parse_rupiah,
    round_cash,
    spread,
)
from pos_app.errors import PosError

amounts = st.integers(min_value=0, max_value=10**12)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("35000", 35000), ("Rp35.000", 35000), (" rp 1.250.000 ", 1250000), ("0", 0), ("-500", -500)],
)
def test_an_amount_is_read_as_people_type_it(text: str, amount: int) -> None:
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("25jt", 25_000_000),
        ("25 juta", 25_000_000),
        ("1,5 jt", 1_500_000),
        ("1.5jt", 1_500_000),
        ("25rb", 25_000),
        ("Rp25 ribu", 25_000),
        ("2,75k", 2_750),
        ("1,25 miliar", 1_250_000_000),
        ("-3rb", -3_000),
    ],
)
def test_units_that_people_type_are_understood(text: str, amount: int) -> None:
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize("text", ["1,2345rb", "1.250 jt", "25 j", "25 m", "jt", "25jt2", "2,,5 jt"])
def test_a_unit_that_could_mean_two_amounts_is_refused(text: str) -> None:
    with pytest.raises(PosError):
        parse_rupiah(text)


@given(st.integers(0, 10**6), st.integers(0, 999_999), st.sampled_from(("", " ")))
def test_a_unit_means_its_zeros_and_nothing_else(whole: int, part: int, gap: str) -> None:
    assert parse_rupiah(f"{whole},{part:06}{gap}juta") == whole * 10**6 + part


@given(st.text("0123456789., rbkjtaui", min_size=1, max_size=12))
def test_no_text_is_read_as_its_digits_alone_beside_letters_or_a_comma(text: str) -> None:
    try:
        amount = parse_rupiah(text)
    except PosError:
        return
    digits = "".join(char for char in text if char.isdigit())
    has_more = any(char not in "0123456789. " for char in text)
    assert not has_more or amount == 0 or amount != int(digits)


@pytest.mark.parametrize("text", ["", "1,5", "1.5", "12.50", "1_000", "١٢", "Rp", "1e3", "1.0000"])
def test_what_is_not_whole_rupiah_is_refused(text: str) -> None:
    with pytest.raises(PosError):
        parse_rupiah(text)


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_what_is_written_reads_back(amount: int) -> None:
    assert parse_rupiah(format_rupiah(abs(amount))) == abs(amount)


@pytest.mark.parametrize(
    ("amount", "unit", "rounded"),
    [
        (244_900, 500, 245_000),
        (43_218, 500, 43_000),
        (250, 500, 500),
        (249, 500, 0),
        (-250, 500, -500),
        (-43_218, 500, -43_000),
        (3, 2, 4),
        (-1, 2, -2),
        (1_234, 0, 1_234),
        (1_234, 1, 1_234),
    ],
)
def test_cash_rounds_to_the_nearest_coin_halves_up(amount: int, unit: int, rounded: int) -> None:
    assert round_cash(amount, unit) == rounded


@pytest.mark.parametrize(
    ("top", "bottom", "result"), [(5, 2, 3), (-5, 2, -2), (4, 3, 1), (5, 3, 2), (0, 7, 0)]
)
def test_halves_go_up(top: int, bottom: int, result: int) -> None:
    assert divide_half_up(top, bottom) == result


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=30), st.data())
def test_a_spread_adds_up_and_never_exceeds_its_weights(
    weights: list[int], data: st.DataObject
) -> None:
    total = data.draw(st.integers(0, sum(weights)))
    parts = spread(total, weights)
    assert sum(parts) == (total if sum(weights) else 0)
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


def test_ties_in_a_spread_go_to_the_lower_line() -> None:
    assert spread(1, [5, 5, 5]) == [1, 0, 0]
    assert spread(10_100, [135_000, 120_000]) == [5_347, 4_753]


def test_cash_buttons_are_what_people_hand_over() -> None:
    assert cash_suggestions(137_500) == [137_500, 138_000, 140_000, 150_000, 200_000]
    assert cash_suggestions(100_000) == [100_000]


@given(amounts)
def test_a_breakdown_loses_less_than_the_smallest_coin(amount: int) -> None:
    assert 0 <= amount - sum(value * count for value, count in break_down(amount)) < 100


def test_every_note_and_coin_in_circulation_is_given_once_for_one_of_each() -> None:
    values = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100]
    assert break_down(sum(values)) == [(value, 1) for value in values]


def test_an_amount_has_at_most_fifteen_digits_and_a_price_ten() -> None:
    assert (MAX_AMOUNT, MAX_PRICE) == (10**15 - 1, 10**10 - 1)
    assert parse_rupiah("999.999.999.999.999") == MAX_AMOUNT
    with pytest.raises(PosError) as refused:
        parse_rupiah("1.000.000.000.000.000")
    assert (refused.value.code, refused.value.facts) == ("amount_too_large", {"limit": MAX_AMOUNT})


def test_a_refusal_quotes_the_first_forty_characters_of_what_was_typed() -> None:
    with pytest.raises(PosError) as refused:
        parse_rupiah("x" * 41)
    assert refused.value.facts == {"text": "x" * 40}


def test_the_minus_of_a_single_rupiah_stands_before_the_sign() -> None:
    assert [format_rupiah(amount) for amount in (-1, 0, 1)] == ["-Rp1", "Rp0", "Rp1"]
