"""The public key of a till: shown as a QR code, which the office scans to accept the key."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.till_key import fingerprint, read_till_key, till_key_code
from pos_app.services.shop import setting_keys
from pos_app.services.shop.pack_setup import enrolment_facts
from pos_app.services.shop.shop import Shop

__all__ = ["TillKey", "TillPublicKey", "fingerprint", "read_till_key", "till_public_key"]


@dataclass(frozen=True, slots=True)
class TillPublicKey:
    """A till's public key: `code` is the text of the QR code, `fingerprint` as `3C46-4DAF`.

    `is_enrolled`: a stand pack of the office has signed it, so nobody needs to scan the code.
    """

    code: str
    fingerprint: str
    is_enrolled: bool


def till_public_key(shop: Shop) -> TillPublicKey:
    """Returns this till's public key. Raises MachineError `key_missing`, `key_damaged`."""
    signer = shop.signer()
    facts = enrolment_facts(shop.identity, signer.public_hex)
    code = till_key_code(facts, signer.sign)
    enrolled = bool(shop.settings.get(setting_keys.ENROLMENT))
    return TillPublicKey(code, fingerprint(signer.public_hex), enrolled)
