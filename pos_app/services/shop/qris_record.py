"""What the journal holds of the stand's QRIS code: whose it is, and the hash of its text."""

from __future__ import annotations

import json
from typing import TypedDict

from pos_app.domain.qris import parse_qris, qris_hash
from pos_app.errors import PosError
from pos_app.services.shop import setting_keys
from pos_app.store import catalogue as catalogue_store
from pos_app.store.database import Database
from pos_app.store.journal import Journal


class CodeParts(TypedDict):
    """The merchant's name and NMID in a code, and the SHA-256 of its text in hex."""

    merchant: str
    nmid: str
    sha256: str


def code_parts(text: str) -> CodeParts | None:
    """Returns the parts of a code, None for no code; one that is not valid has its hash only."""
    if not text:
        return None
    try:
        code = parse_qris(text)
    except PosError:
        return CodeParts(merchant="", nmid="", sha256=qris_hash(text))
    sha256 = qris_hash(code.payload)
    return CodeParts(merchant=code.merchant_name, nmid=code.nmid, sha256=sha256)


def stored_parts(database: Database) -> CodeParts | None:
    """Returns the parts of the code that is stored now, or None for none."""
    return code_parts(catalogue_store.setting(database, setting_keys.QRIS_PAYLOAD) or "")


def noted_code(journal: Journal) -> CodeParts | None:
    """Returns the code of the newest journal row of one, or of the stand pack; else None."""
    newest = journal.newest_of("qris")
    if newest is not None:
        fact = json.loads(newest[1])
        return CodeParts(merchant=fact["merchant"], nmid=fact["nmid"], sha256=fact["sha256"])
    pack = journal.newest_of("pack")
    found: CodeParts | None = json.loads(pack[1]).get("qris") if pack else None
    return found


def code_was_replaced(database: Database, journal: Journal) -> bool:
    """Whether the stored code is another than the one that the journal holds.

    A till from before such rows has none, and what it stores is believed.
    """
    noted, stored = noted_code(journal), stored_parts(database)
    return noted is not None and (stored is None or noted["sha256"] != stored["sha256"])
