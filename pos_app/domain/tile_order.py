"""The order of the products on the sell screen: favourites, what sells today, the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def places_in_order(
    places: Mapping[str, int], favourites: Iterable[str], sold: Mapping[str, int]
) -> list[int]:
    """Return the places of the catalogue in the order in which they are shown.

    Favourites come first, in the order in which they were chosen; then what was sold, most pieces
    first; then the rest as in the catalogue. Keys that the catalogue does not have are left out.

    Args:
        places: The place of each product in the catalogue, from 0, by SKU key.
        favourites: SKU keys.
        sold: Pieces by SKU key, returned ones taken off; what is not above 0 counts as not sold.
    """
    front = [places[key] for key in dict.fromkeys(favourites) if key in places]
    known = [(places[key], pieces) for key, pieces in sold.items() if key in places and pieces > 0]
    known.sort(key=lambda each: (-each[1], each[0]))
    first = list(dict.fromkeys([*front, *(place for place, _ in known)]))
    taken = set(first)
    return [*first, *(place for place in range(len(places)) if place not in taken)]
