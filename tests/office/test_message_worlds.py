"""In every seeded fair the evening's messages to the makers add up to the settlement."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from office.test_worlds import view
from support.seeds import in_pieces
from support.worlds import make_world

from pos_app.domain.catalogue import sku_key
from pos_app.office.report.maker_messages import maker_messages
from pos_app.office.report.statements import statements_of

WORLDS = [
    pytest.param(range(50), id="50"),
    *in_pieces(50, size=330),
]


def told_amounts(text: str) -> tuple[int, int]:
    """What a message says is the maker's in all, and what is still to be paid, read by people."""
    whole = re.search(r"^Sejak awal acara: .*hak Anda (-?)Rp([0-9.]+),", text, re.MULTILINE)
    left = re.search(r"^Masih akan dibayarkan kepada Anda: Rp([0-9.]+)\.$", text, re.MULTILINE)
    over = re.search(r"Rp([0-9.]+) lebih", text)
    due = int(whole[2].replace(".", "")) * (-1 if whole[1] else 1) if whole else 0
    signed = -rupiah(over) if over else rupiah(left)
    return due, signed


def rupiah(found: re.Match[str] | None) -> int:
    return int(found[1].replace(".", "")) if found else 0


@pytest.mark.parametrize("seeds", WORLDS)
def test_the_messages_add_up_to_the_settlement(seeds: Iterable[int]) -> None:
    told = makers = 0
    for seed in seeds:
        status = view(make_world(seed))
        messages = maker_messages(status, "id")
        settled = status.confirmed.settlements
        assert [each.maker for each in messages[: len(settled)]] == [m.maker for m in settled], seed
        assert sum(m.settlement.due for m in messages) == sum(s.due for s in settled), seed
        assert sum(m.settlement.payable for m in messages) == sum(s.payable for s in settled), seed
        said = [told_amounts(each.text) for each in messages]
        assert sum(due for due, _ in said) == sum(s.due for s in settled), (seed, "as told")
        assert sum(left for _, left in said) == sum(s.payable for s in settled), (seed, "as told")
        for message, statement in zip(messages, statements_of(status), strict=False):
            assert sum(line.qty for line in statement.lines) == message.settlement.qty, seed
            assert sum(line.due for line in statement.lines) == message.settlement.due, seed
            lines = [line for line in statement.lines if line.day == status.through]
            assert message.due == sum(line.due for line in lines), seed
        keys = [sku_key(each.maker) for each in messages]
        assert len(keys) == len(set(keys)), (seed, "each maker is told once")
        assert {sku_key(maker.code) for maker in status.plan.makers} <= set(keys), seed
        told += len(messages)
        makers += len(settled)
    print(f"\n{told} messages, {makers} settled")
