"""Checks on the untrusted facts in a signed text."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, ClassVar, Protocol

from pos_app.domain.journal import canonical

_KINDS = {"str": str, "int": int, "bool": bool}


class _Facts(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


def read_object(plain: bytes) -> dict[str, Any]:
    """Return the facts: one object of canonical JSON. Raises ValueError."""
    try:
        found = json.loads(plain)
        if not isinstance(found, dict) or canonical(found) != plain:
            raise ValueError("canonical")
    except (RecursionError, TypeError) as error:
        raise ValueError("depth") from error
    return found


def check_types(facts: _Facts) -> None:
    """Check that every text, whole number and boolean has its type. Raises ValueError."""
    for field in fields(facts):
        kind = _KINDS.get(str(field.type))
        if kind is not None and type(getattr(facts, field.name)) is not kind:
            raise ValueError(field.name)


def check_hash(text: str) -> None:
    """Check that a text is 32 bytes in lower-case hex digits. Raises ValueError."""
    if len(text) != 64 or bytes.fromhex(text).hex() != text:
        raise ValueError("hash")
