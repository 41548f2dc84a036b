"""By what a request with a buyer's data is known when it is sent again.

A digest has two parts. The first is a plain hash of what names nobody. The second is keyed by the
till's own key: a plain hash of a telephone number could be found by trying all of them. A laptop
that takes over gets the keys of those before it, encrypted by its own key; where it has not got
the one that made a digest, the first part alone decides.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pos_app.services.shop import setting_keys
from pos_app.store import catalogue as catalogue_store

if TYPE_CHECKING:
    from pos_app.dayfile.signing import Signer
    from pos_app.services.shop.shop import Shop
    from pos_app.store.database import Database

_KEY_LABEL, _FORMER_LABEL = b"pos-request-digest-v1", b"pos-former-digest-keys-v1"
_PLAIN_TAG = b"pos-request-plain-v1"
_PLAIN, _KEY_ID, _KEYED = 16, 4, 12
"""Bytes of a digest: of what names nobody, of the key's own hash, of the keyed hash."""
_KEY_BYTES = 32


class PlainRequest(NamedTuple):
    """A request that names nobody: its digest is a plain hash."""

    digest: bytes

    def is_same(self, stored: bytes) -> bool:
        """Returns whether the stored digest is that of the same request."""
        return stored == self.digest


class PrivateRequest(NamedTuple):
    """A request as this till knows it, and as the laptops before it did (`others`)."""

    digest: bytes
    others: tuple[bytes, ...] = ()

    def is_same(self, stored: bytes) -> bool:
        """Returns whether the stored digest is that of the same request."""
        known = (self.digest, *self.others)
        if stored in known:
            return True
        made_by = stored[_PLAIN : _PLAIN + _KEY_ID]
        return stored[:_PLAIN] == self.digest[:_PLAIN] and all(
            made_by != each[_PLAIN : _PLAIN + _KEY_ID] for each in known
        )


def private_request(
    shop: Shop, asked: Mapping[str, Any], personal: Sequence[str]
) -> PrivateRequest:
    """Returns by what a request is known: `asked` names nobody, `personal` is what does.

    Raises MachineError `key_missing`, `key_damaged`.
    """
    signer = shop.signer()
    stored = shop.settings.get(setting_keys.FORMER_DIGEST_KEYS)
    keys = (_digest_key(signer), *_former_keys(stored, signer))
    plain = hashlib.sha256(_PLAIN_TAG + _text(asked)).digest()[:_PLAIN]
    told = _text([asked, list(personal)])
    digest, *others = (
        plain
        + hashlib.sha256(key).digest()[:_KEY_ID]
        + hmac.digest(key, told, hashlib.sha256)[:_KEYED]
        for key in keys
    )
    return PrivateRequest(digest, tuple(others))


def _text(asked: object) -> bytes:
    text = json.dumps(asked, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def _digest_key(signer: Signer) -> bytes:
    return bytes.fromhex(signer.derive(_KEY_LABEL).seed_hex)


def _former_keys(stored: str, signer: Signer) -> tuple[bytes, ...]:
    """Returns the keys of the laptops before; none where the till's key was made anew since."""
    if not stored:
        return ()
    from nacl.exceptions import CryptoError

    try:
        keys = bytes(_box(signer).decrypt(bytes.fromhex(stored)))
    except (CryptoError, ValueError):
        return ()
    return tuple(keys[n : n + _KEY_BYTES] for n in range(0, len(keys), _KEY_BYTES))


def hand_on_keys(database: Database, stored: str, before: Signer | None, own: Signer) -> None:
    """Stores at a laptop that takes over by which keys requests were known before it.

    `stored` is what the laptop before had of this kind, `before` its key, where that was found.
    In the running transaction.
    """
    if before is not None:
        keys = (_digest_key(before), *_former_keys(stored, before))
        sealed = bytes(_box(own).encrypt(b"".join(keys))).hex()
        catalogue_store.put_setting(database, setting_keys.FORMER_DIGEST_KEYS, sealed)


def _box(signer: Signer) -> Any:
    from nacl.secret import SecretBox

    return SecretBox(bytes.fromhex(signer.derive(_FORMER_LABEL).seed_hex))
