"""Setting up a till from a stand pack of the office, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from pos_app.bounded.child import read_in_child
from pos_app.bounded.files import read_bounded
from pos_app.clock import Clock, SystemClock
from pos_app.dayfile.enrolment import TillKey, enrol
from pos_app.dayfile.pack_reader import MAX_FILE, read_pack
from pos_app.dayfile.signing import Signer, signer_of
from pos_app.dayfile.stand_pack import SUFFIX, OtherTill, StandPack
from pos_app.dayfile.takeover_proof import spare_message
from pos_app.dayfile.till_key import fingerprint
from pos_app.domain.catalogue import Product
from pos_app.domain.event import TillIdentity
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError, Refused
from pos_app.printing.receipt import check_footer
from pos_app.services.shop import setting_keys
from pos_app.services.shop.qris_record import code_parts
from pos_app.services.shop.setup import TillSetup, make_till, new_identity
from pos_app.services.shop.shop import (
    NewId,
    Shop,
    is_set_up,
    open_shop,
    random_id,
)
from pos_app.services.shop.spare_key import noted_spare
from pos_app.store import catalogue as catalogue_store
from pos_app.store import maker_cards as card_store
from pos_app.store import staff as staff_store
from pos_app.store.database import Database
from pos_app.store.journal import Journal

MAX_PACKS = 20
# Parsed JSON takes at most some 25 times its bytes, so such a pack stays far below 256 MB.
SMALL = 1 << 20


@dataclass(frozen=True, slots=True)
class CheckedPack:
    """A stand pack that passed every check. `identity` is the SHA-256 of its file, in hex."""

    path: Path
    pack: StandPack
    identity: str

    @property
    def office_fingerprint(self) -> str:
        """The fingerprint of the office's key, which people compare by phone."""
        return fingerprint(self.pack.office)


def check_pack(path: Path) -> CheckedPack:
    """Reads and checks a stand pack; nothing of it is stored yet.

    Raises Refused with every problem; PosError `file_not_found`, `file_unreadable`,
    `file_too_large`, `check_too_heavy`, `check_too_long`, `check_died`; MachineError
    `reader_not_started`.
    """
    file = read_bounded(path, MAX_FILE + 1)
    pack = _read(file, path.name)
    try:
        check_footer(pack.receipt_footer)
    except PosError as error:
        raise Refused([error.problem(path.name)]) from error
    return CheckedPack(path, pack, hashlib.sha256(file).hexdigest())


def _read(file: bytes, name: str) -> StandPack:
    """Reads a small pack here, and a large one in a process with bounded memory and time."""
    if len(file) <= SMALL:
        return read_pack(file, name)
    return read_in_child(partial(_read_named, name), file)


def _read_named(name: str, file: bytes) -> StandPack:
    return read_pack(file, name)


def find_packs(folders: Iterable[Path]) -> list[Path]:
    """Returns the stand packs right in these folders, each once, in the order of their names."""
    found: dict[Path, None] = {}
    for folder in folders:
        try:
            names = sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX)
            found.update(dict.fromkeys(path for path in names if path.is_file()))
        except OSError:
            continue  # a folder or stick that cannot be read has no packs
    return list(found)[:MAX_PACKS]


def set_up_from_pack(
    folder: Path,
    checked: CheckedPack,
    clock: Clock | None = None,
    new_id: NewId | None = None,
    *,
    key_seed: bytes | None = None,
    name: str = "",
    cash_rounding: Rupiah | None = None,
    training: bool = False,
    ref: str = "",
) -> Shop:
    """Makes the till in `folder` and opens it; `name` and `cash_rounding` replace the pack's.

    The enrolment key of the pack signs the till's public key and is not stored. A practice till
    (`training`) is not enrolled. Raises PosError `pack_other_till`, `already_set_up`,
    `name_invalid`, `rounding_invalid`; MachineError `folder_read_only`.
    """
    clock, new_id, pack = clock or SystemClock(), new_id or random_id, checked.pack
    _check_free(folder, pack)
    name = name.strip() or pack.name
    rounding = pack.cash_rounding if cash_rounding is None else cash_rounding
    details = TillSetup(pack.event, pack.stand, pack.till, name, rounding, training)
    identity = new_identity(folder, details, new_id)

    def provision(database: Database, journal: Journal, now: str, key: Signer) -> None:
        PackWriter(database, journal, now).write(checked, identity, key)

    make_till(folder, identity, clock, key_seed, provision, ref)
    return open_shop(folder, clock, new_id)


def note_pack(database: Database, pack: Path, identity: str) -> None:
    """Notes in the running transaction where the stand pack lies, for the safety folder.

    The pack itself is not kept on the laptop: it holds the enrolment key. `identity` is the SHA-256
    of its file in hex.
    """
    catalogue_store.put_setting(database, setting_keys.STAND_PACK, f"{identity} {pack.absolute()}")


def noted_pack(database: Database) -> tuple[str, Path] | None:
    """Returns the SHA-256 (hex) of the till's stand pack and where it lay, or None."""
    stored = catalogue_store.setting(database, setting_keys.STAND_PACK) or ""
    identity, _, path = stored.partition(" ")
    return (identity, Path(path)) if path else None


def find_pack(wanted: str, folders: Iterable[Path]) -> Path | None:
    """Returns the pack in one of `folders` whose file has the SHA-256 `wanted` (hex), or None."""
    for path in find_packs(folders):
        try:
            if hashlib.sha256(read_bounded(path, MAX_FILE + 1)).hexdigest() == wanted:
                return path
        except (OSError, PosError):
            continue
    return None


def _check_free(folder: Path, pack: StandPack) -> None:
    """Refuses a folder that holds a till already, of this pack or another."""
    if not is_set_up(folder):
        return
    with open_shop(folder, writing=False) as shop:
        mine = shop.identity
    if (mine.event, mine.stand, mine.till) != (pack.event, pack.stand, pack.till):
        raise PosError("pack_other_till", pack=pack.place, event=pack.event, place=mine.place)
    raise PosError("already_set_up", folder=str(folder))


@dataclass(frozen=True, slots=True)
class PackWriter:
    """Writes a pack into the database of a new till."""

    database: Database
    journal: Journal
    now: str

    def write(self, checked: CheckedPack, identity: TillIdentity, key: Signer) -> None:
        """Write all of a pack into the database, in the running transaction."""
        pack = checked.pack
        self._enrol(checked, identity, key)
        self._write_goods(pack, checked.path.name)
        self._write_staff(pack)
        note_pack(self.database, checked.path, checked.identity)
        settings = {
            setting_keys.OFFICE_KEY: pack.office,
            setting_keys.PLANNED_DAYS: " ".join(pack.days),
            setting_keys.OTHER_TILLS: tills_text(pack.tills),
            setting_keys.BARCODE_TILL_PART: str(pack.till_part),
            setting_keys.QRIS_PAYLOAD: pack.qris,
            setting_keys.RECEIPT_FOOTER: pack.receipt_footer,
        }
        for name, value in settings.items():
            catalogue_store.put_setting(self.database, name, value)

    def _enrol(self, checked: CheckedPack, identity: TillIdentity, key: Signer) -> None:
        pack = checked.pack
        facts = enrolment_facts(identity, key.public_hex)
        seed = signer_of(bytes.fromhex(pack.enrolment_seed))
        enrolled = None if identity.training else enrol(facts, seed.sign)
        fact = {"pack": checked.identity, "office": pack.office, "key": key.public_hex}
        signed = {**fact, "enrolled": enrolled, "qris": code_parts(pack.qris)}
        spare = noted_spare(self.journal)
        if spare:
            signed["spare_enrolled"] = seed.sign(spare_message(facts, spare)).hex()
        self.journal.append("pack", self.now, "", signed)
        if enrolled is not None:
            catalogue_store.put_setting(self.database, setting_keys.ENROLMENT, enrolled)

    def _write_goods(self, pack: StandPack, file: str) -> None:
        goods = [
            (
                Product(
                    row.sku,
                    row.name,
                    row.category,
                    row.maker,
                    row.price,
                    barcode=row.barcode or "",
                    name_en=row.name_en,
                    steps=row.price_steps,
                    unique=row.unique,
                ),
                row.share_bp,
            )
            for row in pack.products
        ]
        catalogue_store.put_makers(self.database, pack.makers)
        card_store.put_cards(self.database, pack.cards)
        catalogue_store.put_products(self.database, goods)
        file = file[:255]
        fact = {"file": file, "added": len(goods), "changed": 0, "prices": []}
        self.journal.append("import", self.now, "", fact)
        stock = [(row.sku, row.stock) for row in pack.products if row.stock]
        if stock:
            moved = {"changes": [list(each) for each in stock], "move": "import", "reason": file}
            seq = self.journal.append("stock", self.now, "", moved)
            catalogue_store.add_stock(self.database, stock, self.now, "import", file, seq)

    def _write_staff(self, pack: StandPack) -> None:
        for person in pack.staff:
            fact = {"person": person.code, "name": person.name, "role": str(person.role)}
            self.journal.append("staff", self.now, "", {**fact, "active": True})
            staff_store.put_person(self.database, person)


def tills_text(tills: Iterable[OtherTill]) -> str:
    """Returns the other tills of the event as they are stored."""
    return json.dumps([asdict(till) for till in tills], ensure_ascii=False)


def enrolment_facts(identity: TillIdentity, key: str) -> TillKey:
    """Returns what the enrolment of a till with the public key `key` (hex) states."""
    return TillKey(
        identity.event, identity.stand, identity.till, identity.seat, identity.till_id, key
    )
