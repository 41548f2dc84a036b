"""Ids of documents that say which request they answer, so that no table is needed to know it.

The first half of such an id follows from the till and the `ref`, the second from what was asked.
Where the stored answers are lost, a request that is sent again still finds its document.
"""

from __future__ import annotations

import hashlib
import json

from pos_app.domain.sale import Sale
from pos_app.errors import PosError
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop, random_id
from pos_app.store import earlier_documents
from pos_app.store import sales as sale_store

_TAG = b"pos-request-v1"
_FIRST_HALF = len("01234567-89ab-8def")


def id_of_request(till_id: str, ref: str, digest: bytes) -> str:
    """Returns the id (a UUID of version 8) of the document that answers a request of a till."""
    text = json.dumps([till_id, ref]).encode("utf-8", "surrogatepass")
    half = bytearray(hashlib.sha256(_TAG + text).digest()[:8] + digest[:8])
    half[6] = 0x80 | half[6] & 0x0F
    half[8] = 0x80 | half[8] & 0x3F
    found = half.hex()
    return "-".join((found[:8], found[8:12], found[12:16], found[16:20], found[20:]))


def new_document_id(shop: Shop, ref: str, digest: bytes) -> str:
    """Returns the id of a new document that answers a request.

    A till whose ids are handed in, as in a replay, keeps those.
    """
    if shop.new_id is random_id:
        return id_of_request(shop.identity.till_id, ref, digest)
    return shop.new_id()


def answered_by(shop: Shop, ref: str, digest: bytes) -> Sale | None:
    """Returns the document that answered a request, as its id says, or None.

    Documents of the laptops before this one are found too. Raises PosError `ref_reused` where the
    `ref` asked for something else.
    """
    former = shop.settings.get(setting_keys.FORMER_TILLS).split()
    for till_id in (shop.identity.till_id, *former):
        wanted = id_of_request(till_id, ref, digest)
        found = _by_first_half(shop, wanted[:_FIRST_HALF])
        if found is not None:
            if found.id != wanted:
                raise PosError("ref_reused", ref=ref[:40])
            return found
    return None


def _by_first_half(shop: Shop, half: str) -> Sale | None:
    database = shop.database
    sale_id = sale_store.id_beginning(database, half)
    if sale_id:
        return sale_store.sale_by(database, "id", sale_id)
    sale_id = earlier_documents.id_beginning(database, half)
    return earlier_documents.document_by(database, "id", sale_id) if sale_id else None
