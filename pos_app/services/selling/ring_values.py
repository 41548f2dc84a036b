"""Values in the JSON of a request, each of its type or refused."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from pos_app.domain.payment_methods import DEPOSIT_TENDER, METHODS, Method
from pos_app.domain.tender import Payment
from pos_app.errors import PosError

Json = dict[str, Any]
MAX_TEXT = 200
MAX_LINE = 1 << 20


def parse_line(line: bytes) -> Json:
    """Parses one line as a JSON object. Raises PosError `line_too_long`, `bad_json`."""
    if len(line) > MAX_LINE:
        raise PosError("line_too_long", limit=MAX_LINE)
    try:
        found = json.loads(
            line.decode("utf-8"), object_pairs_hook=_unique_keys, parse_constant=_refuse_constant
        )
        _check_utf8(found)
    except (ValueError, RecursionError):
        raise PosError("bad_json") from None
    if not isinstance(found, dict):
        raise PosError("bad_json")
    return found


def _check_utf8(found: object) -> None:
    """Raises ValueError for half of a surrogate pair: JSON allows it, UTF-8 does not."""
    json.dumps(found, ensure_ascii=False).encode("utf-8")


def _unique_keys(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def payments_of(request: Json) -> list[Payment]:
    """Returns the payments in `tenders`.

    Raises PosError `tender_invalid`, `method_unknown`, `tender_deposit`.
    """
    tenders = request.get("tenders", [])
    if not isinstance(tenders, list) or not all(isinstance(item, dict) for item in tenders):
        raise PosError("tender_invalid", amount="?")
    return [_payment(item) for item in tenders]


def _payment(item: Json) -> Payment:
    check_keys(item, {"method", "amount", "ref", "confirmed"})
    method = item.get("method")
    if method == DEPOSIT_TENDER:
        raise PosError("tender_deposit")
    if method not in METHODS:
        raise _unknown_method(method)
    return Payment(
        Method(method),
        whole_number(item.get("amount"), "tender_invalid", "amount"),
        text_of(item.get("ref", ""), "ref"),
        item.get("confirmed") is True,
    )


def _unknown_method(found: object) -> PosError:
    *methods, last = METHODS
    return PosError("method_unknown", method=str(found)[:40], methods=", ".join(methods), last=last)


def document_number(value: object) -> str:
    """Returns a receipt number. Raises PosError `sale_unknown` for no text."""
    if not isinstance(value, str):
        raise PosError("sale_unknown", number=str(value)[:40])
    return value.strip()


def check_keys(item: Json, known: set[str]) -> None:
    """Raises PosError `key_unknown` for a key that is not in `known`."""
    unknown = sorted(set(item) - known)
    if unknown:
        raise PosError("key_unknown", key=unknown[0][:40])


def whole_number(value: object, code: str, name: str) -> int:
    """Returns a whole number; a fraction, a text or a boolean is refused with `code`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise PosError(code, limit="", **{name: str(value)[:40]})
    return value


def text_of(value: object, name: str, limit: int = MAX_TEXT) -> str:
    """Returns a text of at most `limit` characters. Raises PosError `text_invalid`."""
    if not isinstance(value, str) or len(value) > limit:
        raise PosError("text_invalid", field=name)
    if any(ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 for character in value):
        raise PosError("text_invalid", field=name)
    return value
