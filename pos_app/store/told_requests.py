"""Which commands were done, as the journal's own rows tell, where the stored answers are lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pos_app.store import answers, sales
from pos_app.store.database import Database

Fact = Mapping[str, Any]


def restore_told(database: Database, facts: Iterable[tuple[int, Fact]]) -> None:
    """Mark as done what a row with a `ref` did and no answer is stored for, in the transaction.

    What it answered is not known; that it was done is, so that it is not done twice. Each fact
    comes with the journal row of this till that the mark belongs to.
    """
    for seq, fact in facts:
        ref = fact.get("ref")
        if isinstance(ref, str) and ref and not _is_known(database, ref):
            answers.insert_answer(database, ref, answers.LOST, "{}", seq)


def _is_known(database: Database, ref: str) -> bool:
    return sales.request(database, ref) is not None or answers.answer(database, ref) is not None
