"""Sales requested by other programs: one JSON object per line in, one JSON answer per line out.

The answer is written after the commit. A request has a `ref`, which is good for one request over
the till's life: sent again it gets the first answer, with other content it is refused. A request
that was refused may be sent again with the same `ref`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pos_app.clock import parse_stamp, stamp
from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.pricing import CartItem, Return
from pos_app.domain.sale import Sale, SaleKind
from pos_app.errors import MachineError, PosError, Problem
from pos_app.services.known_requests import PlainRequest, PrivateRequest
from pos_app.services.orders import ring_orders
from pos_app.services.orders.lookup import find_order
from pos_app.services.selling.documents import DocumentDetails
from pos_app.services.selling.maker_debts import debts_now
from pos_app.services.selling.refunds import write_refund, write_void
from pos_app.services.selling.request_ids import answered_by, new_document_id
from pos_app.services.selling.ring_values import (
    MAX_TEXT,
    check_keys,
    document_number,
    parse_line,
    payments_of,
    text_of,
    whole_number,
)
from pos_app.services.selling.sales import write_sale
from pos_app.services.selling.unique_pieces import twice_in
from pos_app.services.shop.damage import telling_damage
from pos_app.services.shop.requests import Request
from pos_app.services.shop.shop import Shop
from pos_app.store import answers as answer_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store import sales as sale_store

MAX_LINES = 2_000
Explain = Callable[[PosError | Problem], Mapping[str, Any]]
Json = dict[str, Any]

_KEYS = {
    "sale": {"ref", "lines", "discount", "tenders", "at", "note", "country"},
    "refund": {"ref", "refund_of", "lines", "tenders", "at", "note"},
    "void": {"ref", "void_of", "reason", "at"},
    **ring_orders.KEYS,
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


def _answer_request(shop: Shop, request: Json, explain: Explain) -> Json:
    shop.refuse_trouble()
    ref = request.get("ref")
    if not isinstance(ref, str) or not 0 < len(ref) <= MAX_TEXT:
        raise PosError("ref_missing")
    kind = _kind(request)
    asked = ring_orders.known_by(shop, kind, request) or PlainRequest(_digest(request))
    stored, digest = _stored_answer(shop, ref, asked), asked.digest
    if stored is not None:
        return stored
    at = stamp(parse_stamp(request["at"])) if "at" in request else None
    if kind == ring_orders.CHANGE:
        return _change(shop, ref, digest, request, at)
    answer: list[Json] = []

    def store_answer(sale: Sale, running: int) -> None:
        answer.append(answer_of(shop, ref, sale) | _warnings(shop, sale, explain, told))
        sale_store.insert_request(shop.database, ref, digest, json.dumps(answer[0]), running)

    told = ring_orders.slip_warnings(shop, request)
    note = request.get("reason" if kind in ("void", ring_orders.CANCEL) else "note", "")
    details = DocumentDetails(
        new_document_id(shop, ref, digest),
        text_of(note, "note"),
        text_of(request.get("country", ""), "country"),
        at=at,
        also_write=store_answer,
    )
    _write(shop, kind, request, details)
    return answer[0]


def _change(shop: Shop, ref: str, digest: bytes, request: Json, at: str | None) -> Json:
    """Changes an order. It makes no document; the answer is stored with those to other commands."""

    def tell() -> Json:
        found = find_order(shop, str(request[ring_orders.CHANGE])).order
        return ring_orders.answer_of_change(ref, found)

    shop.request = Request(ref, digest, tell)
    try:
        return ring_orders.answer_of_change(ref, ring_orders.change(shop, request, at))
    finally:
        shop.request = None


def _kind(request: Json) -> str:
    named = [kind for kind, key in _NAMED_BY.items() if key in request]
    if len(named) > 1:
        raise PosError("request_unclear")
    kind = named[0] if named else "sale"
    unknown = sorted(set(request) - _KEYS[kind])
    if unknown:
        raise PosError("key_unknown", key=unknown[0][:40])
    return kind


_NAMED_BY = {
    "refund": "refund_of",
    "void": "void_of",
    **{kind: kind for kind in ring_orders.KEYS},
}


def _digest(request: Json) -> bytes:
    text = json.dumps(request, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _stored_answer(shop: Shop, ref: str, asked: PlainRequest | PrivateRequest) -> Json | None:
    # A laptop that took over has the answers for closed days among those to other commands.
    known = sale_store.request(shop.database, ref) or answer_store.answer(shop.database, ref)
    if known is None:
        sale = answered_by(shop, ref, asked.digest)
        return None if sale is None else answer_of(shop, ref, sale)
    if known[0] == answer_store.LOST:
        raise PosError("ref_answer_lost", ref=ref[:40])
    if not asked.is_same(known[0]):
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
    told = answer_of(shop, ref, sale)
    return answer if told.items() <= answer.items() else told


def _warnings(shop: Shop, sale: Sale, explain: Explain, told: Iterable[PosError | Problem]) -> Json:
    """Returns what the window would have asked about; no key where there is nothing.

    The document is stored but not committed: what is said holds with it. `told` was known before.
    """
    found: list[PosError | Problem] = list(told)
    if sale.kind is SaleKind.SALE:
        found += [twice.problem(sale.at[:10]) for twice in twice_in(shop, sale)]
    else:
        found += [debt.problem for debt in debts_now(shop, sale.lines)]
    return {"warnings": [dict(explain(problem)) for problem in found]} if found else {}


def _write(shop: Shop, kind: str, request: Json, details: DocumentDetails) -> None:
    if kind == "void":
        write_void(shop, document_number(request["void_of"]), details)
    elif kind == "refund":
        returns = [_return(shop, item) for item in _items(request, "lines")]
        number = document_number(request["refund_of"])
        write_refund(shop, number, returns, payments_of(request), details)
    elif kind in ring_orders.KEYS:
        ring_orders.write_request(shop, kind, request, details)
    else:
        items = [_ask(shop, item) for item in _items(request, "lines")]
        discount = whole_number(request.get("discount", 0), "discount_invalid", "discount")
        write_sale(shop, items, discount, payments_of(request), details)


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
    check_keys(item, {"code", "qty", "unit_price", "discount"})
    price = item.get("unit_price")
    return CartItem(
        _product(shop, item.get("code")),
        whole_number(item.get("qty"), "qty_invalid", "qty"),
        None if price is None else whole_number(price, "price_invalid", "price"),
        whole_number(item.get("discount", 0), "discount_invalid", "discount"),
    )


def _return(shop: Shop, item: Json) -> Return:
    check_keys(item, {"code", "line", "qty"})
    qty = whole_number(item.get("qty"), "qty_invalid", "qty")
    if "line" in item:
        return Return(qty, line=whole_number(item["line"], "line_unknown", "line"))
    code = text_of(item.get("code"), "code")
    found = catalogue_store.products_by_code(shop.database, code)
    return Return(qty, skus=frozenset({sku_key(code), *(sku_key(p.sku) for p in found)}))


def _product(shop: Shop, code: object) -> Product:
    text = text_of(code, "code")
    found = catalogue_store.products_by_code(shop.database, text) if text.strip() else []
    if not found:
        raise PosError("unknown_code", code=text[:60])
    if len(found) > 1:
        names = ", ".join(f"{product.name} ({product.maker})" for product in found[:3])
        raise PosError("ambiguous_code", code=text[:60], products=names)
    return found[0]


def answer_of(shop: Shop, ref: str, sale: Sale) -> Json:
    """Returns the answer to a request that made a document."""
    order = ring_orders.answer_of_order(shop, ref, sale)
    if order is not None and not sale.lines:
        return order
    return {
        "ref": ref,
        "ok": True,
        "number": sale.number,
        "id": sale.id,
        "total": sale.net,
        "paid": sale.paid,
        "change": sale.change,
        **(order or {}),
    }
