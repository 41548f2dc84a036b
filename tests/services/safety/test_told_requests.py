"""A `ref` is answered by the id of its document where every stored answer is lost."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, ring
from support.till_places import LATER, NEXT_DAY, sell

from pos_app.errors import PosError
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.safety.restore import restore
from pos_app.services.safety.takeover import take_over
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.twin_decision import decide

REF = unicodedata.normalize("NFD", "pesanan café")


def sold(folder: Path) -> dict[str, object]:
    """A till with a closed day and an open one; returns the answers by their ref."""
    with make_shop(folder, new_id=None) as shop:
        found: dict[str, object] = {"early": sell(shop, "early"), "gone": sell(shop, "gone")}
        number = str(found["gone"]["number"])  # type: ignore[index]
        found["void"] = dict(ring(shop, ref="void", void_of=number))
        closing.close_till(shop, counted=0)
        shop.clock = clock_at(NEXT_DAY)
        business_day.open_till(shop, 100_000)
        found |= {"late": sell(shop, "late"), REF: sell(shop, REF)}
        cash_drawer.move_cash(shop, -20_000, "bayar", "M1", ref="m1")
    return found


def without_answers(folder: Path, target: Path) -> Path:
    """The twin as it was before it carried answers: of those rows only the row is left."""
    lines = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    kept = []
    for line in lines:
        entry = json.loads(line)
        if any(table in ("requests", "answers") for table, *_ in entry.get("also", ())):
            row = {name: entry[name] for name in ("seq", "hash", "payload")}
            text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            kept.append(text.encode() + b"\n")
        else:
            kept.append(line)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"".join(kept))
    assert kept != lines
    return target


def asked_again(shop: Shop, before: dict[str, object]) -> None:
    rows = shop.journal.head().seq
    for ref in ("early", "gone", "late", REF):
        assert sell(shop, ref) == before[ref]
    number = str(before["gone"]["number"])  # type: ignore[index]
    assert dict(ring(shop, ref="void", void_of=number)) == before["void"]
    other = ring(shop, ref="late", lines=[{"code": "A", "qty": 2}], tenders=cash(100_000))
    assert other["ok"] is False and other["problems"][0]["code"] == "ref_reused"
    with pytest.raises(PosError, match="ref_answer_lost"):
        cash_drawer.move_cash(shop, -20_000, "bayar", "M1", ref="m1")
    assert shop.journal.head().seq == rows


def test_a_till_restored_without_answers_rings_nothing_twice(tmp_path: Path) -> None:
    before = sold(tmp_path / "till")
    twin = without_answers(tmp_path / "till", tmp_path / "mail" / "journal.jsonl")
    restore(tmp_path / "new", [twin], clock_at(LATER))
    with open_shop(tmp_path / "new", clock_at(LATER)) as shop:
        asked_again(shop, before)
        assert sell(shop, "next")["number"] == "A07-1-000006"


def test_a_laptop_that_takes_over_without_answers_rings_nothing_twice(tmp_path: Path) -> None:
    before = sold(tmp_path / "till")
    twin = without_answers(tmp_path / "till", tmp_path / "mail" / "journal.jsonl")
    take_over(tmp_path / "new", [twin], clock_at(LATER))
    with open_shop(tmp_path / "new", clock_at(LATER)) as shop:
        asked_again(shop, before)


def test_rows_put_back_from_a_twin_without_answers_keep_their_refs(tmp_path: Path) -> None:
    till = tmp_path / "till"
    with make_shop(till, new_id=None) as shop:
        sell(shop, "r1")
        shop.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(till / "till.db", tmp_path / "before.db")
        second = sell(shop, "r2")
    (tmp_path / "before.db").replace(till / "till.db")
    without_answers(till, till / "journal.jsonl")

    with open_shop(till, clock_at(LATER)) as shop:
        found = decide(shop)
        assert found is not None and found.choice == "restored"
        assert sell(shop, "r2") == second
