"""Making a laptop into the till that a stand pack describes, in one step and one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pos_app.clock import Clock, SystemClock
from pos_app.dayfile.enrolment import TillKey, enrol
from pos_app.dayfile.pack_reader import MAX_FILE, read_pack
from pos_app.dayfile.signing import Signer, signer_of
from pos_app.dayfile.stand_pack import SUFFIX, StandPack
from pos_app.dayfile.till_key import fingerprint
from pos_app.domain.catalogue import Product
from pos_app.domain.event import TillIdentity
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError, Refused
from pos_app.office.intake.sources import read_bounded
from pos_app.printing.receipt import check_footer
from pos_app.services.paper.labels import TILL_PART_KEY
from pos_app.services.paper.receipt_style import FOOTER_KEY
from pos_app.services.selling.qris_code import QRIS_KEY
from pos_app.services.shop.setup import SetUp, make_till, new_identity
from pos_app.services.shop.shop import (
    ENROLLED_KEY,
    OFFICE_KEY,
    NewId,
    Shop,
    is_set_up,
    open_shop,
    random_id,
)
from pos_app.store import catalogue as catalogue_store
from pos_app.store import staff as staff_store
from pos_app.store.database import Database
from pos_app.store.journal import Journal

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class OfferedPack:
    """A pack that was read and checked whole. `identity` is the SHA-256 of the file in hex."""

    path: Path
    pack: StandPack
    identity: str

    @property
    def office(self) -> str:
        """The beginning of the office's key, to be compared by phone."""
        return fingerprint(self.pack.office)


def offer_pack(path: Path) -> OfferedPack:
    """What the file says, with nothing taken of it yet.

    Raises Refused with every problem; PosError `file_not_found`, `file_unreadable`.
    """
    file = read_bounded(path, MAX_FILE + 1)
    pack = read_pack(file, path.name)
    try:
        check_footer(pack.receipt_footer)
    except PosError as error:
        raise Refused([error.problem(path.name)]) from error
    return OfferedPack(path, pack, hashlib.sha256(file).hexdigest())


def find_packs(folders: Iterable[Path]) -> list[Path]:
    """The stand packs that lie right in these folders, each once, by name."""
    found: dict[Path, None] = {}
    for folder in folders:
        try:
            names = sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX)
            found.update(dict.fromkeys(path for path in names if path.is_file()))
        except OSError:
            continue  # a folder or stick that cannot be read offers nothing
    return list(found)[:MOST_FOUND]


def set_up_from_pack(
    folder: Path,
    offered: OfferedPack,
    clock: Clock | None = None,
    new_id: NewId | None = None,
    *,
    key_seed: bytes | None = None,
    name: str = "",
    cash_rounding: Rupiah | None = None,
    training: bool = False,
) -> Shop:
    """Makes the till in `folder` and opens it; a name or rounding given here is not the pack's.

    The enrolment key signs the till's own and is forgotten; a practice till is not enrolled.
    Raises PosError `pack_other_till`, `already_set_up`, `name_invalid`, `rounding_invalid`,
    `folder_read_only`.
    """
    clock, new_id, pack = clock or SystemClock(), new_id or random_id, offered.pack
    _check_free(folder, pack)
    name = name.strip() or pack.name
    rounding = pack.cash_rounding if cash_rounding is None else cash_rounding
    asked = SetUp(pack.event, pack.stand, pack.till, name, rounding, training)
    identity = new_identity(folder, asked, new_id)

    def stock(database: Database, journal: Journal, now: str, key: Signer) -> None:
        _Taking(database, journal, now).take(offered, identity, key)

    make_till(folder, identity, clock, key_seed, stock)
    return open_shop(folder, clock, new_id)


def _check_free(folder: Path, pack: StandPack) -> None:
    """A laptop that is a till already stays that till."""
    if not is_set_up(folder):
        return
    with open_shop(folder, writing=False) as shop:
        mine = shop.identity
    if (mine.event, mine.stand, mine.till) != (pack.event, pack.stand, pack.till):
        raise PosError("pack_other_till", pack=pack.place, event=pack.event, place=mine.place)
    raise PosError("already_set_up", folder=str(folder))


@dataclass(frozen=True, slots=True)
class _Taking:
    """A pack on its way into a new database."""

    database: Database
    journal: Journal
    now: str

    def take(self, offered: OfferedPack, identity: TillIdentity, key: Signer) -> None:
        pack = offered.pack
        self._enrol(offered, identity, key)
        self._goods(pack, offered.path.name)
        self._staff(pack)
        settings = {
            OFFICE_KEY: pack.office,
            TILL_PART_KEY: str(pack.till_part),
            QRIS_KEY: pack.qris,
            FOOTER_KEY: pack.receipt_footer,
        }
        for name, value in settings.items():
            catalogue_store.put_setting(self.database, name, value)

    def _enrol(self, offered: OfferedPack, identity: TillIdentity, key: Signer) -> None:
        pack = offered.pack
        whose = enrolled_as(identity, key.public_hex)
        seed = signer_of(bytes.fromhex(pack.enrolment_seed))
        enrolled = None if identity.training else enrol(whose, seed.sign)
        fact = {"pack": offered.identity, "office": pack.office, "key": key.public_hex}
        self.journal.append("pack", self.now, "", {**fact, "enrolled": enrolled})
        if enrolled is not None:
            catalogue_store.put_setting(self.database, ENROLLED_KEY, enrolled)

    def _goods(self, pack: StandPack, file: str) -> None:
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
                ),
                row.share_bp,
            )
            for row in pack.products
        ]
        catalogue_store.put_makers(self.database, pack.makers)
        catalogue_store.put_products(self.database, goods)
        file = file[:255]
        fact = {"file": file, "added": len(goods), "changed": 0, "prices": []}
        self.journal.append("import", self.now, "", fact)
        stock = [(row.sku, row.stock) for row in pack.products if row.stock]
        if stock:
            moved = {"changes": [list(each) for each in stock], "move": "import", "reason": file}
            seq = self.journal.append("stock", self.now, "", moved)
            catalogue_store.add_stock(self.database, stock, self.now, "import", file, seq)

    def _staff(self, pack: StandPack) -> None:
        for person in pack.staff:
            fact = {"person": person.code, "name": person.name, "role": str(person.role)}
            self.journal.append("staff", self.now, "", {**fact, "active": True})
            staff_store.put_person(self.database, person)


def enrolled_as(identity: TillIdentity, key: str) -> TillKey:
    """What an enrolment of the till with the public key `key` says."""
    return TillKey(
        identity.event, identity.stand, identity.till, identity.seat, identity.till_id, key
    )
