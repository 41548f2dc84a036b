"""Days that a till's own key signed, with values that no till writes: each is refused by name."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from fuzz.readers import _tell, plain_json
from support.days import busy_day, change_pos, facts_in, forge

from pos_app.dayfile.format import MANIFEST, DayFileError
from pos_app.dayfile.reader import read_day
from pos_app.office.check_file import check

Fact = dict[str, Any]


def code_of(file: bytes) -> str:
    try:
        read_day(file)
    except DayFileError as error:
        return error.code
    return "ok"


def told(change: Callable[[list[Fact]], None]) -> bytes:
    """The busy day with its journal changed, and everything else made to fit."""
    facts = facts_in(busy_day())
    change(facts)
    return forge(busy_day(), partial(_tell, {"facts": facts}))


def first_sale(facts: list[Fact]) -> Fact:
    return next(fact for fact in facts if fact["kind"] == "sale")


def drop_running_total(facts: list[Fact]) -> None:
    del first_sale(facts)["running_total"]


def drop_later_running_total(facts: list[Fact]) -> None:
    del [fact for fact in facts if fact["kind"] == "sale"][-1]["running_total"]


def running_total_as_text(facts: list[Fact]) -> None:
    first_sale(facts)["running_total"] = "15000"


def running_total_true(facts: list[Fact]) -> None:
    first_sale(facts)["running_total"] = True


def running_total_of_a_thousand_digits(facts: list[Fact]) -> None:
    first_sale(facts)["running_total"] = 10**1000


def net_true(facts: list[Fact]) -> None:
    first_sale(facts)["sale"]["net"] = True


def id_as_list(facts: list[Fact]) -> None:
    first_sale(facts)["sale"]["id"] = ["a"]


def number_as_object(facts: list[Fact]) -> None:
    first_sale(facts)["sale"]["number"] = {"a": 1}


def counted_missing(facts: list[Fact]) -> None:
    del facts[-1]["counted"]


def sale_is_null(facts: list[Fact]) -> None:
    first_sale(facts)["sale"] = None


@pytest.mark.parametrize(
    "change",
    [
        drop_running_total,
        drop_later_running_total,
        running_total_as_text,
        running_total_true,
        running_total_of_a_thousand_digits,
        net_true,
        id_as_list,
        number_as_object,
        counted_missing,
        sale_is_null,
    ],
)
def test_a_fact_without_a_right_value_is_named(change: Callable[[list[Fact]], None]) -> None:
    assert code_of(told(change)) == "journal_fact"


def half_a_character(members: dict[str, bytes]) -> None:
    package = json.loads(members[MANIFEST])
    package["pos"]["till_id"] = "\ud800"
    members[MANIFEST] = json.dumps(package, sort_keys=True, separators=(",", ":")).encode()


def test_half_a_character_in_the_manifest_is_refused() -> None:
    """A database cannot store it, so it must not get that far."""
    file = forge(busy_day(), half_a_character, resign=False)
    assert code_of(file) == "manifest_json"


def test_a_receipt_number_of_thirty_digits_is_foreign() -> None:
    """It fits into no column of the office's book."""
    number = "A07-1-" + "9" * 30

    def rename(facts: list[Fact]) -> None:
        text = plain_json(facts).decode().replace(first_sale(facts)["sale"]["number"], number)
        facts[:] = json.loads(text)

    head = change_pos(first_number=number)
    with pytest.raises(DayFileError) as caught:
        check(forge(told(rename), head))
    assert caught.value.code in ("number_foreign", "number_range")


def test_confirming_every_tender_of_a_long_day_takes_no_longer_than_the_day() -> None:
    """Each confirmation once looked at all tenders: a square of the day's length."""
    from pos_app.domain.journal_projection import project_journal

    fact = first_sale(facts_in(busy_day()))
    rng, count = random.Random(1), 20_000
    ids = [str(number) for number in range(count)]
    sales = [{**fact, "sale": {**fact["sale"], "id": name}} for name in ids]
    rng.shuffle(ids)
    confirms = [{"kind": "confirm", "sale_id": name, "tender": 1} for name in ids]
    before = time.process_time()
    tables = project_journal([*sales, *confirms])
    assert time.process_time() - before < 5
    assert all(row.confirmed for row in tables.tenders if row.tender == 1)
