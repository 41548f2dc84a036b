"""The report's metadata table: the event, its days, the completeness and the totals."""

from __future__ import annotations

from pos_app.domain.day import Totals
from pos_app.domain.payment_methods import NEEDS_CONFIRMATION
from pos_app.office.reconcile.status import Status
from pos_app.office.report.summary_page import open_lines
from pos_app.office.report.words import completeness_text
from pos_app.printing.paper_texts import paper_text
from pos_app.printing.tables import Cell, Column, Table

_PLACES = {
    "planned": "Hari-kasir direncanakan",
    "in_sum": "Hari-kasir dalam jumlah",
    "disputed": "Hari-kasir disengketakan",
    "on_paper": "Hari-kasir di kertas",
    "declared_empty": "Hari-kasir dinyatakan kosong",
    "withdrawn": "Hari-kasir mundur",
    "missing": "Hari-kasir belum ada",
    "set_aside": "Di antaranya hanya berkas yang disisihkan",
}


def metadata_table(status: Status) -> Table:
    """The table of keys and values for the workbook's first sheet and `metadata.csv`."""
    columns = (
        Column("key", "Kunci", "text"),
        Column("name", "Keterangan", "text"),
        Column("value", "Nilai", "text"),
    )
    rows = [*_event(status), *_completeness(status), *_totals(status)]
    return Table("metadata", "Ringkasan", columns, tuple(rows))


def _event(status: Status) -> list[tuple[Cell, ...]]:
    plan = status.plan
    return [
        ("event", "Acara", plan.code),
        ("event_name", "Nama acara", plan.name),
        ("start", "Mulai", plan.start),
        ("end", "Selesai", plan.end),
        ("through", "Sampai", status.through),
    ]


def _completeness(status: Status) -> list[tuple[Cell, ...]]:
    return [
        ("completeness", "Kelengkapan", completeness_text(status, "id")),
        *(("open", "Belum beres", line) for line in open_lines(status)),
        ("complete", "Lengkap", "ya" if status.complete else "tidak"),
        ("expected", "Hari-kasir ditunggu", status.expected),
        ("received", "Hari-kasir ada berkas atau keputusan", status.received),
        *((key, _PLACES[key], count) for key, count in status.counts.as_json().items()),
        ("disputed_low", "Sengketa, paling sedikit", status.disputed.low),
        ("disputed_high", "Sengketa, paling banyak", status.disputed.high),
        ("files", "Berkas harian yang dihitung", len(status.confirmed.days)),
    ]


def _totals(status: Status) -> list[tuple[Cell, ...]]:
    names = {
        "net": "Neto terkonfirmasi",
        "sales": "Penjualan",
        "voids": "Dibatalkan",
        "gross": "Bruto",
        "discount": "Diskon",
        "refunds": "Retur",
        "rounding": "Pembulatan",
        **_paid_names(status.totals),
    }
    target = [("target", "Target", status.plan.target)] if status.plan.target else []
    found = status.totals.by_key()
    return [*((key, name, found[key]) for key, name in names.items()), *target]


def _paid_names(totals: Totals) -> dict[str, str]:
    """The methods' names; what is unconfirmed stands behind the method that it is part of."""
    names = {}
    for method in totals.by_method():
        names[str(method)] = paper_text(method, "id")
        if method in NEEDS_CONFIRMATION:
            names["unconfirmed"] = paper_text("of_it_unconfirmed", "id")
    return names
