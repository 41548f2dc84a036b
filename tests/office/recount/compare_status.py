"""The status of a book, held against the fair counted again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from office.recount.counted_fair import Recount
from office.recount.day_files import Row, TillDay

SHEETS = {
    "by_day": "Per hari",
    "by_stand": "Per stan",
    "by_maker": "Per perajin",
    "by_category": "Per kategori",
    "by_till": "Per kasir",
    "by_hour": "Per jam",
    "by_country": "Per negara pembeli",
    "by_price": "Harga daftar dan terjual",
    "by_payment": "Cara bayar",
    "paid_by_day": "Cara bayar per hari",
    "paid_by_stand": "Cara bayar per stan",
}
TABLES = tuple(SHEETS)
STATES = {
    "disputed": ("disengketakan", "disputed"),
    "on_paper": ("di kertas", "on paper"),
    "declared_empty": ("dinyatakan kosong", "declared empty"),
    "withdrawn": ("mundur", "withdrawn"),
    "missing": ("belum ada", "missing"),
}
IN_SUM = re.compile(r"(\d+) (?:dari|of) (\d+) (?:hari-kasir dalam jumlah|till-days in the sum)")


def counts_said(text: str) -> dict[str, int]:
    """The counts that a sentence of completeness tells; what it leaves out is none."""
    found = IN_SUM.search(text)
    if found is None:
        return {}
    said = {"planned": int(found[2]), "in_sum": int(found[1])}
    after = text[found.end() :]
    for key, words in STATES.items():
        told = re.search(rf"(?<= · )(\d+) (?:{'|'.join(words)})\b", after)
        said[key] = int(told[1]) if told else 0
    return said


def sentence(what: str, found: Recount, text: str) -> Iterator[str]:
    """Whether a sentence of completeness tells the counts, and the sums of what is open."""
    wanted = {key: count for key, count in found.counts.items() if not key.startswith("set_aside")}
    yield from differs(f"{what}: {text[:160]!r}", wanted, counts_said(text))
    if found.disputed:
        for amount in set(found.range):
            yield from tells(what, text, rupiah(amount))
    for amount in paper_sums(found):
        yield from tells(what, text, rupiah(amount))


def paper_sums(found: Recount) -> list[int]:
    """What slips state of till-days on paper, and of other ones: two sums, said once each."""
    alone = [net for day, net in found.paper.items() if found.states.get(day) == "on_paper"]
    beside = sum(found.paper.values()) - sum(alone)
    return ([sum(alone)] if alone else []) + ([beside] if beside else [])


def tells(what: str, text: str, words: str) -> Iterator[str]:
    """A line where the words are not in the text."""
    if words not in text:
        yield f"{what}: {words!r} is not in {text[:300]!r}"


def rupiah(amount: int) -> str:
    """An amount as screens and papers write it."""
    digits = f"{abs(amount):,}".replace(",", ".")
    return f"-Rp{digits}" if amount < 0 else f"Rp{digits}"


def differs(what: str, wanted: object, found: object) -> Iterator[str]:
    """A line where the two are not the same."""
    if wanted != found:
        yield f"{what}: counted {wanted!r}, said {found!r}"


def place(row: Mapping[str, Any]) -> TillDay:
    return row["stand"], row["till"], row["day"]


def status_totals(found: Recount, status: Row) -> Iterator[str]:
    yield from differs("totals", found.totals, status["totals"])
    for name in TABLES:
        if name not in ("by_hour", "by_country"):
            yield from differs(name, found.groups[name], status[name])


def status_of_corrections(found: Recount, status: Row) -> Iterator[str]:
    for name in ("by_hour", "by_country"):
        yield from differs(name, found.groups[name], status[name])


def status_completeness(found: Recount, status: Row) -> Iterator[str]:
    counts = found.counts
    yield from differs("complete", found.complete, status["complete"])
    yield from differs("expected", counts["planned"] - counts["withdrawn"], status["expected"])
    no_file = len(found.missing)
    yield from differs("received", status["expected"] - no_file, status["received"])
    yield from differs("missing", sorted(found.missing), sorted(map(place, status["missing"])))
    disputed = sorted({place(row) for row in status["conflicts"]})
    yield from differs("conflicts", sorted(found.disputed), disputed)
    for name in ("set_aside", "overruled"):
        mine = sorted(file.identity for file in getattr(found, name))
        yield from differs(name, mine, sorted(row["manifest"] for row in status[name]))
    paper = {place(row): row["net"] for row in status["paper"]}
    yield from differs("paper", found.paper, paper)
    yield from differs("paper net", sum(found.paper.values()), status["paper_totals"]["net"])
    visitors = {row["day"]: row["visitors"] for row in status["visitors"]}
    yield from differs("visitors", found.visitors, visitors)


def status_counts(found: Recount, status: Row) -> Iterator[str]:
    yield from differs("counts", found.counts, status.get("counts"))


def status_range(found: Recount, status: Row) -> Iterator[str]:
    """What is in dispute, over every answer that the office may give."""
    told = status["disputed"]
    yield from differs("disputed", found.range, (told["low"], told["high"]))


def status_drawers(found: Recount, status: Row) -> Iterator[str]:
    mine = sorted(found.drawers, key=lambda row: (*place(row), row["seat"]))
    told = sorted(status.get("drawers", ()), key=lambda row: (*place(row), row["seat"]))
    yield from differs("drawers rows", len(mine), len(told))
    for wanted, row in zip(mine, told, strict=False):
        yield from differs("drawer", wanted, {key: row.get(key) for key in wanted})
    yield from differs("cash", found.cash_to_hand_over, status.get("cash_to_hand_over"))


def status_decisions(found: Recount, status: Row) -> Iterator[str]:
    """Every decision is told with its reason, and with the rupiah by which it moved the net."""
    told = status["decisions"]
    yield from differs("decisions", len(found.moved), len(told))
    for facts, moved in found.moved:
        mine = {key: value for key, value in facts.items() if key not in ("v", "event")}
        same = [row for row in told if all(row.get(key) == mine[key] for key in mine)]
        yield from differs(f"decision {mine}", [moved], [row["moved"] or 0 for row in same])


def status_owed(found: Recount, status: Row) -> Iterator[str]:
    yield from differs("settlement", found.owed, status.get("settlement"))
