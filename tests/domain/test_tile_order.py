"""Tiles stand in the order of favourites, what sells today, and the catalogue."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.tile_order import places_in_order

PLACES = {"a": 0, "b": 1, "c": 2, "d": 3}


def test_favourites_come_first_in_the_order_chosen() -> None:
    assert places_in_order(PLACES, ["d", "b"], {}) == [3, 1, 0, 2]


def test_what_sells_most_comes_next_and_equals_stay_as_in_the_catalogue() -> None:
    assert places_in_order(PLACES, ["c"], {"d": 2, "b": 2, "c": 9, "a": 0}) == [2, 1, 3, 0]


def test_unknown_products_and_returned_pieces_are_left_out() -> None:
    assert places_in_order(PLACES, ["x"], {"y": 5, "b": -1}) == [0, 1, 2, 3]


@given(
    st.lists(st.sampled_from("abcdxy")), st.dictionaries(st.sampled_from("abcdxy"), st.integers())
)
def test_every_product_is_shown_once(favourites: list[str], sold: dict[str, int]) -> None:
    assert sorted(places_in_order(PLACES, favourites, sold)) == [0, 1, 2, 3]
