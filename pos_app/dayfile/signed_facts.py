"""Checks on the facts of a signed text, before anything is believed of them."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, ClassVar, Protocol

from pos_app.domain.journal import canonical

_KINDS = {"str": str, "int": int, "bool": bool}


class _Facts(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


def read_object(plain: bytes) -> dict[str, Any]:
    """The facts as they were told: one object of canonical JSON. Raises ValueError."""
    try:
        told = json.loads(plain)
        if not isinstance(told, dict) or canonical(told) != plain:
            raise ValueError("canonical")
    except (RecursionError, TypeError) as error:
        raise ValueError("depth") from error
    return told


def check_types(facts: _Facts) -> None:
    """Every text, whole number and truth value is one. Raises ValueError."""
    for field in fields(facts):
        kind = _KINDS.get(str(field.type))
        if kind is not None and type(getattr(facts, field.name)) is not kind:
            raise ValueError(field.name)


def check_hash(text: str) -> None:
    """A text is 32 bytes in small hex digits. Raises ValueError."""
    if len(text) != 64 or bytes.fromhex(text).hex() != text:
        raise ValueError("hash")
