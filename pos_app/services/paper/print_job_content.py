"""What a print job puts on paper, made from what is stored when the job's turn comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.payment_methods import DRAWER_TENDERS
from pos_app.services.day.light_export import light_day
from pos_app.services.paper.closing_slip import closing_layout
from pos_app.services.paper.goods_note_paper import goods_note_layout
from pos_app.services.paper.interim_paper import interim_layout
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.printer_settings import Printer
from pos_app.services.paper.printer_test_slip import printer_test_layout
from pos_app.services.paper.receipts import as_language, maker_slip_layout, receipt_layout
from pos_app.services.selling.stored_sales import get_sale
from pos_app.services.shop.shop import Shop
from pos_app.store.print_jobs import Job

if TYPE_CHECKING:
    from pos_app.printing.blocks import Layout
    from pos_app.printing.profiles import Profile


def job_bytes(shop: Shop, job: Job, kind: Profile, to: Printer) -> bytes:
    """Returns the job as printer commands (ESC/POS).

    Raises PosError `sale_unknown`, `day_unknown`, `day_still_open`, `interim_unknown`,
    `goods_note_unknown`.
    """
    from pos_app.printing import escpos

    if job.kind == JobKind.DRAWER:
        return escpos.start(kind) + escpos.KICK
    kick = to.kick and not job.tries and _opens_drawer(shop, job)
    return escpos.to_escpos(job_layout(shop, job, kind), kind, kick=kick)


def job_layout(shop: Shop, job: Job, kind: Profile) -> Layout:
    """Returns what the job prints, in blocks that suit any device.

    Raises PosError `sale_unknown`, `day_unknown`, `day_still_open`, `interim_unknown`,
    `goods_note_unknown`.
    """
    language = as_language(job.lang)
    if job.kind == JobKind.TEST:
        return printer_test_layout(shop, kind)
    if job.kind == JobKind.CLOSING:
        return closing_layout(shop, job.ref, language)
    if job.kind == JobKind.INTERIM:
        return interim_layout(shop, job.ref, language)
    if job.kind == JobKind.LIGHT:
        return light_day(shop, job.ref).roll(kind.dots)
    if job.kind == JobKind.GOODS:
        return goods_note_layout(shop, job.ref, language)
    if job.kind == JobKind.ORDER:
        return maker_slip_layout(shop, job.ref, language)
    return receipt_layout(shop, job.ref, language, copy=job.kind == JobKind.COPY)


def _opens_drawer(shop: Shop, job: Job) -> bool:
    return job.kind == JobKind.TEST or (job.kind == JobKind.RECEIPT and _has_cash(shop, job.ref))


def _has_cash(shop: Shop, number: str) -> bool:
    methods = {tender.method for tender in get_sale(shop, number).tenders}
    return bool(methods & DRAWER_TENDERS)
