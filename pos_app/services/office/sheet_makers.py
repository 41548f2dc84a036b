"""The makers whom a list of goods names and the form or the plan does not have yet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from pos_app.domain.catalogue import Maker, match_maker, sku_key
from pos_app.errors import Refused
from pos_app.office.book import Book
from pos_app.office.plan.goods import goods_of as book_goods
from pos_app.office.plan.plan_text import MakerDraft
from pos_app.office.records import RecordKind
from pos_app.services.catalogue.import_export import read_goods
from pos_app.sheets.goods import GoodsOptions, GoodsSheet, KnownGoods, goods_of

LONGEST_CODE = 8


def makers_of_sheet(
    goods: Path | GoodsSheet, makers: Sequence[Maker], owner: str
) -> tuple[MakerDraft, ...]:
    """Returns the makers of a list who are not among `makers`, each with a code of its own.

    Goods without a maker are `owner`'s. Raises as `read_goods` does; Refused where the list is
    refused as a whole.
    """
    if isinstance(goods, Path):
        goods = goods_of(read_goods(goods), GoodsOptions(), KnownGoods(list(makers), (), owner))
    if goods.good is None:
        raise Refused(goods.problems)
    return drafts_of((row.maker for row in goods.good), makers)


def makers_of_book(path: Path) -> tuple[MakerDraft, ...]:
    """Returns the makers of a book's goods who are not in its plan. Raises as `Book.open`."""
    with Book.open(path, writing=False) as book:
        plan = book.plan
        goods = book_goods(plan, book.records(RecordKind.GOODS), book.owner_key or "")
    names = [row.maker for rows in goods.values() for row in rows]
    return drafts_of((name for name in names if plan.maker(name) is None), plan.makers)


def drafts_of(names: Iterable[str], makers: Sequence[Maker]) -> tuple[MakerDraft, ...]:
    """Returns a draft for each name that is none of `makers`, in their order."""
    known, taken = [*makers], {sku_key(maker.code) for maker in makers}
    drafts = []
    for name in names:
        if match_maker(name, known) is not None:
            continue
        code = proposed_code(name, taken)
        taken.add(sku_key(code))
        known.append(Maker(code, name))
        drafts.append(MakerDraft(code, name, ""))
    return tuple(drafts)


def proposed_code(name: str, taken: Iterable[str]) -> str:
    """Returns the initials of a name in capitals, or a single word's first two letters.

    A short word in capitals is a code already. A number follows where the code is among `taken`,
    which are as `sku_key` returns them.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = "".join(c if c.isalnum() else " " for c in plain).upper().split()
    code = "".join(word[0] for word in words)[:3] if len(words) > 1 else "".join(words)[:2] or "P"
    if words == [name] and len(name) <= LONGEST_CODE:
        code = name
    held, number = set(taken), 1
    proposal = code
    while sku_key(proposal) in held:
        number += 1
        proposal = f"{code}{number}"
    return proposal
