"""The stand packs of a book: one for each planned till; the same book gives the same packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pos_app.dayfile.signing import Signer
from pos_app.dayfile.stand_pack import OtherTill, StandPack
from pos_app.domain.barcode import OFFICE_PREFIX, TILL_PARTS, in_store_ean13, till_part_of
from pos_app.domain.catalogue import Maker, match_maker, sku_key
from pos_app.domain.catalogue_rows import CatalogueRow
from pos_app.domain.maker_card import MakerCard
from pos_app.office.office_key import enrolment_key
from pos_app.office.plan.event_plan import EventPlan, PlannedStand
from pos_app.office.plan.goods import Goods
from pos_app.office.records import Record, RecordKind, sign_record

Numbers = Mapping[tuple[str, str], str]
_MOST_RUNNING = 999_999


def stand_packs(
    plan: EventPlan, goods: Goods, office: Signer, pictures: Mapping[str, bytes] | None = None
) -> Iterator[StandPack]:
    """Yields the packs in the order of the plan. Raises PosError `barcode_range`."""
    numbers, parts = assign_barcodes(goods), till_parts(plan)
    cards, tills = _cards(plan, pictures or {}), _tills(plan, office)
    for stand in plan.stands:
        rows = goods.get(stand.code, goods.get("", ()))
        makers, codes = _makers(plan, rows)
        products = tuple(_numbered(row, codes, numbers) for row in rows)
        for till in stand.tills:
            part = parts[stand.code, till]
            pack = _pack(plan, stand, till, part, makers, products, office)
            others = tuple(each for each in tills if (each.stand, each.till) != (stand.code, till))
            yield replace(pack, cards=cards, tills=others)


def _tills(plan: EventPlan, office: Signer) -> tuple[OtherTill, ...]:
    """Every till of the plan, for the notes of goods that go from one stand to another."""
    return tuple(
        OtherTill(
            stand.code,
            till,
            stand.name,
            enrolment_key(office, plan.code, stand.code, till).public_hex,
        )
        for stand in plan.stands
        for till in stand.tills
    )


def _cards(plan: EventPlan, pictures: Mapping[str, bytes]) -> tuple[MakerCard, ...]:
    """What is told of each maker, with the picture, and the telephone for the stand."""
    found = []
    for maker in plan.makers:
        card = plan.cards.get(maker.code, MakerCard(maker.code))
        phone, photo = plan.maker_phones.get(maker.code, ""), pictures.get(maker.code, b"")
        found.append(replace(card, phone=phone, photo=photo))
    return tuple(card for card in found if card)


def _pack(
    plan: EventPlan,
    stand: PlannedStand,
    till: str,
    part: int,
    makers: list[Maker],
    products: tuple[CatalogueRow, ...],
    office: Signer,
) -> StandPack:
    staff = tuple(p.person for p in plan.staff if p.stand in ("", stand.code))
    return StandPack(
        event=plan.code,
        event_name=plan.name,
        days=stand.days,
        stand=stand.code,
        till=till,
        name=stand.name,
        cash_rounding=plan.cash_rounding,
        makers=tuple(makers),
        products=products,
        staff=staff,
        qris=stand.qris,
        receipt_footer=plan.receipt_footer,
        till_part=part,
        enrolment_seed=enrolment_key(office, plan.code, stand.code, till).seed_hex,
        office=office.public_hex,
    )


def _makers(plan: EventPlan, rows: tuple[CatalogueRow, ...]) -> tuple[list[Maker], dict[str, str]]:
    """All makers, and the maker's code for each text in the goods.

    A maker whom only the goods name is added with that text as code.
    """
    makers, codes = list(plan.makers), dict[str, str]()
    for text in dict.fromkeys(row.maker for row in rows):
        maker = match_maker(text, makers)
        if maker is None:
            maker = Maker(text, text)
            makers.append(maker)
        codes[text] = maker.code
    return makers, codes


def _numbered(row: CatalogueRow, codes: Mapping[str, str], numbers: Numbers) -> CatalogueRow:
    """The product with its maker's code and a barcode."""
    return replace(row, maker=codes[row.maker], barcode=row.barcode or numbers[_key(row)])


def _key(row: CatalogueRow) -> tuple[str, str]:
    """The key of a product: it has the same barcode at every stand."""
    return sku_key(row.sku), sku_key(row.maker)


def assign_barcodes(goods: Goods) -> Numbers:
    """A unique in-store EAN-13 for every product without a barcode.

    It consists of prefix 21, which tills do not use, and a running number in the order of the
    stands and their sheets.
    """
    rows = [row for stand in sorted(goods) for row in goods[stand]]
    taken = {row.barcode for row in rows}
    free = (number for number in _all_numbers() if number not in taken)
    wanted = dict.fromkeys(_key(row) for row in rows if not row.barcode)
    return {key: next(free) for key in wanted}


def _all_numbers() -> Iterator[str]:
    for running in range(1, _MOST_RUNNING + 1):
        yield in_store_ean13(OFFICE_PREFIX, 0, running)


def till_parts(plan: EventPlan) -> dict[tuple[str, str], int]:
    """A unique four-digit number for each till, calculated from its codes, or the next free one."""
    found: dict[tuple[str, str], int] = {}
    for stand in plan.stands:
        for till in stand.tills:
            part = till_part_of(plan.code, stand.code, till)
            while part in found.values():
                part = (part + 1) % TILL_PARTS
            found[stand.code, till] = part
    return found


def pack_record(pack: StandPack, office: Signer) -> Record:
    """The record of the enrolment key in a pack."""
    key = enrolment_key(office, pack.event, pack.stand, pack.till)
    till = {"event": pack.event, "stand": pack.stand, "till": pack.till}
    facts = {**till, "enrolment_key": key.public_hex}
    return sign_record(RecordKind.PACK, facts, office.public_hex, office.sign)
