"""The QR code on a closing slip: the day's totals, signed, for when only the paper arrives.

`POSDAY1:` and a signed text whose tag is `pos-slip-v1`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from pos_app.dayfile.signed_text import read_text, write_text
from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.day import Totals
from pos_app.domain.journal import canonical
from pos_app.errors import PosError

PREFIX = "POSDAY1:"
TAG = b"pos-slip-v1"


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """What the paper vouches for; `manifest` is the day file's identity, `key` the till's."""

    event: str
    stand: str
    till: str
    seat: int
    till_id: str
    day: str
    revision: int
    manifest: str
    key: str
    closed_at: str
    first_number: str
    last_number: str
    running_total: int
    training: bool
    totals: Totals


def slip_code(facts: SlipFacts, sign: Callable[[bytes], bytes]) -> str:
    """The text of the QR code; the same facts and key give the same text."""
    told = {f.name: getattr(facts, f.name) for f in fields(facts) if f.name != "totals"}
    plain = canonical({**told, "totals": list(facts.totals.as_dict().values())})
    return write_text(PREFIX, TAG, plain, sign)


def read_slip(text: str) -> SlipFacts:
    """The facts of a scanned code, when the key that it names has signed them.

    That the key is the till's is for the office to say. Raises PosError `slip_unreadable`,
    `slip_not_signed`.
    """
    try:
        plain, signature = read_text(PREFIX, text)
        facts = _facts(json.loads(plain))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise PosError("slip_unreadable") from error
    if not is_signed_by(facts.key, TAG + plain, signature):
        raise PosError("slip_not_signed", stand=facts.stand, day=facts.day)
    return facts


def _facts(told: dict[str, Any]) -> SlipFacts:
    totals = told.pop("totals")
    if len(totals) != len(fields(Totals)) or not all(type(each) is int for each in totals):
        raise ValueError("totals")
    facts = SlipFacts(**told, totals=Totals(*totals))
    wanted = {"str": str, "int": int, "bool": bool}
    for field in fields(facts):
        kind = wanted.get(str(field.type))
        if kind is not None and type(getattr(facts, field.name)) is not kind:
            raise ValueError(field.name)
    return facts
