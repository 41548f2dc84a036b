"""Sales requested by other programs: one JSON object per line in, one JSON answer per line out.

The answer is written after the commit. A request has a `ref`, which is good for one request over
the till's life: sent again it gets the first answer, with other content it is refused. A request
that was refused may be sent again with the same `ref`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NoReturn

from pos_app.clock import parse_stamp, stamp
from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.payment_methods import METHODS, Method
from pos_app.domain.pricing import CartItem, Return
from pos_app.domain.sale import Sale, SaleKind
from pos_app.domain.tender import Payment
from pos_app.errors import MachineError, PosError, Problem
from pos_app.services.selling.documents import DocumentDetails
from pos_app.services.selling.maker_debts import debts_now
from pos_app.services.selling.refunds import write_refund, write_void
from pos_app.services.selling.request_ids import answered_by, new_document_id
from pos_app.services.selling.sales import write_sale
from pos_app.services.selling.unique_pieces import twice_in
from pos_app.services.shop.damage import telling_damage
from pos_app.services.shop.shop import Shop
from pos_app.store import answers as answer_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store import sales as sale_store

MAX_LINE = 1 << 20
MAX_LINES = 2_000
MAX_TEXT = 200
Explain = Callable[[PosError | Problem], Mapping[str, Any]]
Json = dict[str, Any]

_KEYS = {
    "sale": {"ref", "lines", "discount", "tenders", "at", "note", "country"},
    "refund": {"ref", "refund_of", "lines", "tenders", "at", "note"},
    "void": {"ref", "void_of", "reason", "at"},
}


def ring_lines(shop: Shop, lines: Iterable[bytes], explain: Explain) -> Iterator[Json]:
    """Yields an answer for each line that is not blank; a refused request does not stop the others.

    `explain` turns an error or a warning into the problem that the answer carries.
    """
    for line in lines:
        if line.strip():
            yield ring_line(shop, line, explain)


def ring_line(shop: Shop, line: bytes, explain: Explain) -> Json:
    """Returns the answer to one request, after its document is on disk."""
    ref: object = None
    try:
        request = parse_line(line)
        ref = request.get("ref")
        with telling_damage(shop.folder):
            return _answer_request(shop, request, explain)
    except PosError as error:
        return {"ref": ref, "ok": False, "problems": [dict(explain(error))]}


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


def _answer_request(shop: Shop, request: Json, explain: Explain) -> Json:
    shop.refuse_trouble()
    ref = request.get("ref")
    if not isinstance(ref, str) or not 0 < len(ref) <= MAX_TEXT:
        raise PosError("ref_missing")
    kind = _kind(request)
    digest = _digest(request)
    stored = _stored_answer(shop, ref, digest)
    if stored is not None:
        return stored
    at = stamp(parse_stamp(request["at"])) if "at" in request else None
    answer: list[Json] = []

    def store_answer(sale: Sale, running: int) -> None:
        answer.append(answer_of(ref, sale) | _warnings(shop, sale, explain))
        sale_store.insert_request(shop.database, ref, digest, json.dumps(answer[0]), running)

    note = request.get("reason" if kind == "void" else "note", "")
    details = DocumentDetails(
        new_document_id(shop, ref, digest),
        _text(note, "note"),
        _text(request.get("country", ""), "country"),
        at=at,
        also_write=store_answer,
    )
    _write(shop, kind, request, details)
    return answer[0]


def _kind(request: Json) -> Literal["sale", "refund", "void"]:
    kinds: tuple[tuple[Literal["refund", "void"], str], ...] = (
        ("refund", "refund_of"),
        ("void", "void_of"),
    )
    named = [kind for kind, key in kinds if key in request]
    if len(named) > 1:
        raise PosError("request_unclear")
    kind = named[0] if named else "sale"
    unknown = sorted(set(request) - _KEYS[kind])
    if unknown:
        raise PosError("key_unknown", key=unknown[0][:40])
    return kind


def _digest(request: Json) -> bytes:
    text = json.dumps(request, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _stored_answer(shop: Shop, ref: str, digest: bytes) -> Json | None:
    # A laptop that took over has the answers for closed days among those to other commands.
    known = sale_store.request(shop.database, ref) or answer_store.answer(shop.database, ref)
    if known is None:
        sale = answered_by(shop, ref, digest)
        return None if sale is None else answer_of(ref, sale)
    if known[0] == answer_store.LOST:
        raise PosError("ref_answer_lost", ref=ref[:40])
    if known[0] != digest:
        raise PosError("ref_reused", ref=ref[:40])
    return _sound_answer(shop, ref, known[1])


def _sound_answer(shop: Shop, ref: str, stored: str) -> Json:
    """Returns a stored answer; where its text is damaged, what the document itself says.

    Raises MachineError `database_damaged` where there is no document.
    """
    try:
        answer: Json = dict(json.loads(stored))
    except (ValueError, TypeError):
        answer = {}
    sale = sale_store.sale_of_request(shop.database, ref)
    if sale is None:
        if answer.get("ref") != ref:
            raise MachineError("database_damaged", reason="answers")
        return answer
    told = answer_of(ref, sale)
    return answer if told.items() <= answer.items() else told


def _warnings(shop: Shop, sale: Sale, explain: Explain) -> Json:
    """Returns what the window would have asked about; no key where there is nothing.

    The document is stored but not committed: what is said holds with it.
    """
    if sale.kind is SaleKind.SALE:
        found = [twice.problem(sale.at[:10]) for twice in twice_in(shop, sale)]
    else:
        found = [debt.problem for debt in debts_now(shop, sale.lines)]
    return {"warnings": [dict(explain(problem)) for problem in found]} if found else {}


def _write(shop: Shop, kind: str, request: Json, details: DocumentDetails) -> None:
    if kind == "void":
        write_void(shop, _number(request["void_of"]), details)
    elif kind == "refund":
        returns = [_return(shop, item) for item in _items(request, "lines")]
        number = _number(request["refund_of"])
        write_refund(shop, number, returns, _payments(request), details)
    else:
        items = [_ask(shop, item) for item in _items(request, "lines")]
        discount = _whole_number(request.get("discount", 0), "discount_invalid", "discount")
        write_sale(shop, items, discount, _payments(request), details)


def _items(request: Json, key: str) -> list[Json]:
    items = request.get(key)
    if not isinstance(items, list) or not items:
        raise PosError("no_lines")
    if len(items) > MAX_LINES:
        raise PosError("too_many_lines", limit=MAX_LINES)
    if not all(isinstance(item, dict) for item in items):
        raise PosError("bad_json")
    return items


def _ask(shop: Shop, item: Json) -> CartItem:
    _check_keys(item, {"code", "qty", "unit_price", "discount"})
    price = item.get("unit_price")
    return CartItem(
        _product(shop, item.get("code")),
        _whole_number(item.get("qty"), "qty_invalid", "qty"),
        None if price is None else _whole_number(price, "price_invalid", "price"),
        _whole_number(item.get("discount", 0), "discount_invalid", "discount"),
    )


def _return(shop: Shop, item: Json) -> Return:
    _check_keys(item, {"code", "line", "qty"})
    qty = _whole_number(item.get("qty"), "qty_invalid", "qty")
    if "line" in item:
        return Return(qty, line=_whole_number(item["line"], "line_unknown", "line"))
    code = _text(item.get("code"), "code")
    found = catalogue_store.products_by_code(shop.database, code)
    return Return(qty, skus=frozenset({sku_key(code), *(sku_key(p.sku) for p in found)}))


def _product(shop: Shop, code: object) -> Product:
    text = _text(code, "code")
    found = catalogue_store.products_by_code(shop.database, text) if text.strip() else []
    if not found:
        raise PosError("unknown_code", code=text[:60])
    if len(found) > 1:
        names = ", ".join(f"{product.name} ({product.maker})" for product in found[:3])
        raise PosError("ambiguous_code", code=text[:60], products=names)
    return found[0]


def _payments(request: Json) -> list[Payment]:
    tenders = request.get("tenders", [])
    if not isinstance(tenders, list) or not all(isinstance(item, dict) for item in tenders):
        raise PosError("tender_invalid", amount="?")
    return [_payment(item) for item in tenders]


def _payment(item: Json) -> Payment:
    _check_keys(item, {"method", "amount", "ref", "confirmed"})
    method = item.get("method")
    if method not in METHODS:
        raise _unknown_method(method)
    return Payment(
        Method(method),
        _whole_number(item.get("amount"), "tender_invalid", "amount"),
        _text(item.get("ref", ""), "ref"),
        item.get("confirmed") is True,
    )


def _unknown_method(found: object) -> PosError:
    *methods, last = METHODS
    return PosError("method_unknown", method=str(found)[:40], methods=", ".join(methods), last=last)


def _number(value: object) -> str:
    if not isinstance(value, str):
        raise PosError("sale_unknown", number=str(value)[:40])
    return value.strip()


def _check_keys(item: Json, known: set[str]) -> None:
    unknown = sorted(set(item) - known)
    if unknown:
        raise PosError("key_unknown", key=unknown[0][:40])


def _whole_number(value: object, code: str, name: str) -> int:
    """Returns a whole number; a fraction, a text or a boolean is refused with `code`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise PosError(code, limit="", **{name: str(value)[:40]})
    return value


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise PosError("text_invalid", field=name)
    if any(ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 for character in value):
        raise PosError("text_invalid", field=name)
    return value


def answer_of(ref: str, sale: Sale) -> Json:
    """Returns the answer to a request that made a document."""
    return {
        "ref": ref,
        "ok": True,
        "number": sale.number,
        "id": sale.id,
        "total": sale.net,
        "paid": sale.paid,
        "change": sale.change,
    }
