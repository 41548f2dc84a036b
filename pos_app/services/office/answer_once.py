"""Office commands that may be sent twice: a `ref` holds for the life of the book.

Decisions, files and slips are known by their content, so a repeat adds none. But a repeat that
comes late could set right again what was decided otherwise since, and would get another answer
than the first time. With a `ref` the first answer is kept in the book, right after the command has
done its work; after a power cut between the two, the repeat does the work again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pos_app.errors import PosError
from pos_app.office.book_answers import add_answer, answer_in
from pos_app.services.answer_once import MAX_REF, digest_of


def first_answer(book: Path, ref: str, asked: Mapping[str, object]) -> dict[str, Any] | None:
    """Return the answer that was given to `ref`, or None.

    A book that is missing or cannot be read has none: what is wrong with it the command says.
    Raises PosError `ref_missing` for a `ref` that is no short text, `ref_used` for one that asked
    for something else.
    """
    if len(ref) > MAX_REF or any(ord(character) < 32 for character in ref):
        raise PosError("ref_missing")
    try:
        found = answer_in(book, ref)
    except PosError:
        return None
    if found is None:
        return None
    if found[0] != digest_of(asked):
        raise PosError("ref_used", ref=ref[:40])
    return dict(json.loads(found[1]))


def keep_answer(
    book: Path, ref: str, asked: Mapping[str, object], answer: Mapping[str, Any]
) -> None:
    """Keep the first answer to `ref`. Raises as `add_answer`."""
    add_answer(book, ref, digest_of(asked), json.dumps(answer, ensure_ascii=False))
