"""The till's public key, shown so that the office can pin it; and read back at the office."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.till_key import fingerprint, read_till_key, till_key_code
from pos_app.services.shop.pack_setup import enrolled_as
from pos_app.services.shop.shop import ENROLLED_KEY, Shop

__all__ = ["ShownKey", "TillKey", "fingerprint", "read_till_key", "shown_key"]


@dataclass(frozen=True, slots=True)
class ShownKey:
    """`code` is the QR code's text, `fingerprint` as `3C46-4DAF`, `public` the key in hex.

    `is_enrolled` says that a stand pack of the office has vouched for it: then nobody need scan.
    """

    code: str
    fingerprint: str
    public: str
    is_enrolled: bool


def shown_key(shop: Shop) -> ShownKey:
    """This till's. Raises MachineError `key_missing`, `key_damaged`."""
    signer = shop.signer()
    whose = enrolled_as(shop.identity, signer.public_hex)
    code = till_key_code(whose, signer.sign)
    enrolled = bool(shop.settings.get(ENROLLED_KEY))
    return ShownKey(code, fingerprint(signer.public_hex), signer.public_hex, enrolled)
