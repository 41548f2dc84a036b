"""What several files give back of one sale: more together than was sold, or nobody can tell."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pos_app.office.returns import excess_returns
from pos_app.office.totals_algebra import SaleDetails


class SharedReturns(NamedTuple):
    """What speaks against counting files together.

    Attributes:
        too_much: The numbers of sales of which the files give back more together than was sold,
            though each of them alone does not.
        unseen: The numbers of the refunds and voids of one sale that no file holds.
    """

    too_much: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def compare_returns(
    files: Sequence[Sequence[SaleDetails]], known: Iterable[SaleDetails]
) -> SharedReturns:
    """Holds the refunds and voids of some files against the sales that they give back.

    One that several files hold alike counts once. `known` are sales and corrections of other files
    that count, and may repeat.
    """
    before = {each.sale.sale_id: each for each in known}
    rows = [{each.sale.sale_id: each for each in file} for file in files]
    own = [_corrections(file) for file in rows]
    earlier, everything = _corrections(before), dict(ChainMap(*rows, before))
    too_much: list[str] = []
    unseen: list[str] = []
    for sale_id in sorted(set().union(*own)):
        groups = [file.get(sale_id, {}) for file in own]
        sale = everything.get(sale_id)
        if _is_of_one_file(groups):
            continue
        if sale is None:
            unseen += [each.sale.number for group in groups for each in group.values()]
        elif _fits_alone_only(sale, earlier.get(sale_id, {}), groups):
            too_much.append(sale.sale.number)
    return SharedReturns(tuple(too_much), tuple(unseen))


def _is_of_one_file(groups: Sequence[Mapping[str, SaleDetails]]) -> bool:
    """Whether one file alone has the corrections, or all of them have the same."""
    together = {key for group in groups for key in group}
    return all(len(group) in (0, len(together)) for group in groups)


def _fits_alone_only(
    sale: SaleDetails,
    earlier: Mapping[str, SaleDetails],
    groups: Sequence[Mapping[str, SaleDetails]],
) -> bool:
    """Whether each file's corrections fit the sale, and all together do not."""
    together = {key: each for group in groups for key, each in group.items()}
    alone = all(_fits(sale, {**earlier, **group}) for group in groups)
    return alone and not _fits(sale, {**earlier, **together})


def _corrections(rows: Mapping[str, SaleDetails]) -> dict[str, dict[str, SaleDetails]]:
    """The refunds and voids by the sale that they correct, each by its own id."""
    found: dict[str, dict[str, SaleDetails]] = defaultdict(dict)
    for key, each in rows.items():
        if each.sale.refers_to:
            found[each.sale.refers_to][key] = each
    return found


def _fits(sale: SaleDetails, corrections: Mapping[str, SaleDetails]) -> bool:
    """Whether the corrections, in the order of their numbers, give back no more than was sold."""
    return next(_excess(sale, corrections), None) is None


def _excess(sale: SaleDetails, corrections: Mapping[str, SaleDetails]) -> Iterator[object]:
    ordered = sorted(corrections.values(), key=lambda each: (each.sale.at, each.sale.number))
    return iter(excess_returns(sale, ordered))
