"""Day files for tests, made by a till that is played through the services, and files forged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pos_app.dayfile.format import JOURNAL, MANIFEST, SIGNATURE
from pos_app.dayfile.signing import SEED_BYTES, signer_of
from pos_app.dayfile.unpack import unpack
from pos_app.dayfile.writer import pack
from pos_app.services.day import cash_drawer, closing
from pos_app.store import business_days as till_store
from support.shops import cash, counting_ids, make_shop, ring


@lru_cache(maxsize=1)
def busy_day() -> bytes:
    """A day with everything in it: discounts, rounding, refund, void, QRIS, moves, a count."""
    with TemporaryDirectory() as folder:
        shop = make_shop(Path(folder) / "till", rounding=500, new_id=counting_ids())
        with shop:
            lines = [{"code": "A", "qty": 3, "unit_price": 45_000}, {"code": "B", "qty": 1}]
            number = ring(
                shop, ref="1", lines=lines, discount=10_100, tenders=cash(250_000), country="AU"
            )["number"]
            ring(shop, ref="2", refund_of=number, lines=[{"code": "A", "qty": 1}])
            wrong = ring(shop, ref="3", lines=[{"code": "B", "qty": 1}], tenders=cash(150_000))
            ring(shop, ref="4", void_of=wrong["number"], reason="salah, barang")
            split = [{"method": "qris", "amount": 20_000}, *cash(100_000)]
            ring(shop, ref="5", lines=[{"code": "A", "qty": 2}], tenders=split, note='kado "biru"')
            cash_drawer.move_cash(shop, -25_000, "beli lakban", maker="M1")
            closed = closing.close_till(shop, pieces={100_000: 4, 500: 2})
            return till_store.day_file(shop.database, closed.manifest)


def forge(file: bytes, change: Callable[[dict[str, bytes]], None], *, resign: bool = True) -> bytes:
    """The file with its members changed; with `resign`, sizes, hashes and signature are made to
    fit again, as a thief with the till's own key would."""
    members = unpack(file)
    change(members)
    if resign:
        members = sign_again(members)
    return pack(members)


def sign_again(members: Mapping[str, bytes]) -> dict[str, bytes]:
    package = json.loads(members[MANIFEST])
    for resource in package["resources"]:
        data = members.get(resource["path"], b"")
        resource["bytes"] = len(data)
        resource["hash"] = "sha256:" + hashlib.sha256(data).hexdigest()
    text = json.dumps(package, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {**members, MANIFEST: text.encode(), SIGNATURE: till_sign(text.encode())}


def till_sign(message: bytes) -> bytes:
    """A signature by the key of the tills that `make_shop` makes."""
    return signer_of(bytes(SEED_BYTES)).sign(message)


def change_pos(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    """A change of the manifest's `pos` object."""

    def change(members: dict[str, bytes]) -> None:
        package = json.loads(members[MANIFEST])
        package["pos"] |= changes
        members[MANIFEST] = json.dumps(package, sort_keys=True, separators=(",", ":")).encode()

    return change


def journal_of(members: Mapping[str, bytes]) -> list[bytes]:
    return members[JOURNAL].split(b"\n")[:-1]


def facts_in(file: bytes) -> list[dict[str, Any]]:
    """The facts of a day file's journal."""
    return [json.loads(payload) for payload in journal_of(unpack(file))]
