"""Commands that may be sent twice: a `ref` holds for the till's life and gives the first answer.

The answer is stored in the transaction of the command, whose journal rows carry the `ref`. After a
crash or a lost answer the same command with the same `ref` therefore does nothing again. Requests
for sales have their own table and share the names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pos_app.errors import MachineError, PosError
from pos_app.services.known_requests import PlainRequest, PrivateRequest
from pos_app.services.shop.requests import Answer, Request
from pos_app.services.shop.shop import Shop, is_set_up, open_shop
from pos_app.store import answers as answer_store
from pos_app.store import sales as sale_store
from pos_app.store.database import READ_FAULTS

MAX_REF = 200
Asked = Mapping[str, object] | PrivateRequest


def answer_once(
    shop: Shop,
    ref: str,
    asked: Asked,
    work: Callable[[], object],
    tell: Callable[[], Answer],
) -> Answer:
    """Do `work` unless `ref` was done already; return the answer, the first one for a repeat.

    `asked` is what the command asks for, or by what it is known; without a `ref` it is always
    done. Raises PosError `ref_reused` for a `ref` that asked for something else, `ref_missing` for
    one that is no short text, and what `work` raises.
    """
    shop.refuse_trouble()
    if not ref:
        work()
        return tell()
    if len(ref) > MAX_REF or any(ord(character) < 32 for character in ref):
        raise PosError("ref_missing")
    known = first_answer(shop, ref, asked)
    if known is not None:
        return known
    with answering(shop, ref, asked, tell):
        work()
    return first_answer(shop, ref, asked) or tell()


@contextmanager
def answering(shop: Shop, ref: str, asked: Asked, tell: Callable[[], Answer]) -> Iterator[None]:
    """Let the next transaction in the block store what `tell` returns as the answer to `ref`."""
    if ref:
        shop.request = Request(ref, _known_by(asked).digest, tell)
    try:
        yield
    finally:
        shop.request = None


def first_answer(shop: Shop, ref: str, asked: Asked) -> Answer | None:
    """Return the answer that was given to `ref`, or None. Raises PosError `ref_reused`."""
    return _known_answer(shop, ref, _known_by(asked)) if ref else None


def answer_in_folder(folder: Path, ref: str, asked: Mapping[str, object]) -> Answer | None:
    """Return the answer that was given to `ref` by the till in `folder`, or None.

    For commands that make or mend a till: where none can be read, none has answered. Raises
    PosError `ref_reused`.
    """
    if not ref or not is_set_up(folder):
        return None
    try:
        with open_shop(folder, writing=False) as shop:
            return first_answer(shop, ref, asked)
    except (PosError, OSError, *READ_FAULTS) as error:
        if isinstance(error, PosError) and error.code == "ref_reused":
            raise
        return None


def digest_of(asked: Mapping[str, object]) -> bytes:
    """Return by what a command that is sent again is known to ask for the same."""
    text = json.dumps(asked, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _known_by(asked: Asked) -> PlainRequest | PrivateRequest:
    return PlainRequest(digest_of(asked)) if isinstance(asked, Mapping) else asked


def _known_answer(shop: Shop, ref: str, asked: PlainRequest | PrivateRequest) -> Answer | None:
    """Return the first answer to `ref`, or None.

    Raises PosError `ref_reused`, `ref_answer_lost` for a command that was done and whose answer no
    place holds any more; MachineError `database_damaged`.
    """
    found = answer_store.answer(shop.database, ref)
    if found is None:
        if sale_store.request(shop.database, ref) is not None:
            raise PosError("ref_reused", ref=ref[:40])
        return None
    if found[0] == answer_store.LOST:
        raise PosError("ref_answer_lost", ref=ref[:40])
    if not asked.is_same(found[0]):
        raise PosError("ref_reused", ref=ref[:40])
    try:
        return dict(json.loads(found[1]))
    except (ValueError, TypeError):
        raise MachineError("database_damaged", reason="answers") from None
