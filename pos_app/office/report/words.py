"""The office's answers for a person: no number without what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from pos_app.domain.money import format_rupiah

if TYPE_CHECKING:
    from pos_app.office.intake.merge import MergeReport
    from pos_app.office.publish.lake_tables import Published
    from pos_app.office.reconcile.status import Status

_NAMED = 12

_WORDS = {
    "id": {
        "confirmed": "terkonfirmasi",
        "of": "{received} dari {expected} hari-kasir",
        "complete": "lengkap",
        "missing": "{count} belum ada",
        "conflicts": "{count} sengketa",
        "gaps": "{count} ada celah",
        "set_aside": "{count} disisihkan",
        "no_sales": "{count} tanpa penjualan",
        "withdrawn": "{count} tidak ikut lagi",
        "through": "sampai {day}",
        "merged": "masuk {merged} · sudah ada {same} · diganti {replaced}"
        " · bertentangan {conflicts} · ditolak {rejected}",
        "records": "{count} catatan dari buku lain",
        "paper": "+ {net} dilaporkan di kertas ({count} hari-kasir): {places}",
        "paper_taken": "dari kertas: dicatat {taken} · sudah ada {same}"
        " · bertentangan {conflicts} · ditolak {rejected}",
        "more": "dan {count} lagi",
        "published": "{files} berkas harian terbit, {written} baru · {counted} dihitung:"
        " {net} · ditolak {rejected}",
    },
    "en": {
        "confirmed": "confirmed",
        "of": "{received} of {expected} till-days",
        "complete": "complete",
        "missing": "{count} missing",
        "conflicts": "{count} in dispute",
        "gaps": "{count} with a gap",
        "set_aside": "{count} set aside",
        "no_sales": "{count} without sales",
        "withdrawn": "{count} withdrawn",
        "through": "through {day}",
        "merged": "merged {merged} · same {same} · replaced {replaced}"
        " · in conflict {conflicts} · rejected {rejected}",
        "records": "{count} records of another book",
        "paper": "+ {net} reported on paper ({count} till-days): {places}",
        "paper_taken": "from paper: noted {taken} · same {same}"
        " · in conflict {conflicts} · rejected {rejected}",
        "more": "and {count} more",
        "published": "{files} day files published, {written} of them new · {counted} count:"
        " {net} · rejected {rejected}",
    },
}


_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"


def day_words(day: str) -> str:
    """`2023-10-25` as `25 Oktober 2023`."""
    found = date.fromisoformat(day)
    return f"{found.day} {_MONTHS.split()[found.month - 1]} {found.year}"


def merge_text(report: MergeReport, lang: str) -> str:
    """How many files became what."""
    counts = {name: len(entries) for name, entries in report.as_json().items()}
    words = _WORDS[lang]
    parts = [words["merged"].format(**counts)]
    if report.records:
        parts.append(words["records"].format(count=report.records))
    return " · ".join(parts)


def paper_report_text(counts: Mapping[str, int], lang: str) -> str:
    """How many closing slips became what."""
    return _WORDS[lang]["paper_taken"].format(**counts)


def published_text(done: Published, lang: str) -> str:
    """How many files were published, how many of them count, and what those add up to."""
    return _WORDS[lang]["published"].format(
        files=done.files,
        written=done.written,
        counted=done.counted,
        net=format_rupiah(done.totals.net),
        rejected=done.rejected,
    )


def status_text(status: Status, lang: str) -> str:
    """`Rp… terkonfirmasi · 27 dari 30 hari-kasir · 3 belum ada: …`, never one bare number."""
    words = _WORDS[lang]
    total = f"{format_rupiah(status.totals.net)} {words['confirmed']}"
    through = words["through"].format(day=status.through)
    return " · ".join((total, through, completeness_text(status, lang)))


def completeness_text(status: Status, lang: str) -> str:
    """How much of what was planned is here, and by name what is not."""
    words = _WORDS[lang]
    parts = [words["of"].format(received=status.received, expected=status.expected)]
    for key, places in _trouble(status).items():
        if places:
            parts.append(f"{words[key].format(count=len(places))}: {_named(places, words)}")
    if status.paper:
        parts.append(_paper_text(status, words))
    if status.complete:
        parts.append(words["complete"])
    return " · ".join(parts)


def _paper_text(status: Status, words: dict[str, str]) -> str:
    places = [_place(*day.till_day) for day in status.paper]
    net = format_rupiah(status.paper_totals.net)
    return words["paper"].format(net=net, count=len(places), places=_named(places, words))


def _trouble(status: Status) -> dict[str, list[str]]:
    return {
        "missing": [_place(*item) + _phone(status, item[0]) for item in status.missing],
        "conflicts": _once(_place(*c.till_day) for c in status.conflicts),
        "gaps": _once(_place(*g.till_day) for g in status.gaps),
        "set_aside": [_place(*s.till_day) for s in status.set_aside],
        "no_sales": [_place(*item) for item in status.no_sales],
        "withdrawn": [_place(*item) for item in status.withdrawn],
    }


def _once(places: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(places))


def _place(stand: str, till: str, day: str) -> str:
    return f"{stand}-{till} {day}"


def _phone(status: Status, code: str) -> str:
    stand = status.plan.stand(code)
    return f" ({stand.phone})" if stand and stand.phone else ""


def _named(places: list[str], words: dict[str, str]) -> str:
    named = ", ".join(places[:_NAMED])
    left = len(places) - _NAMED
    return f"{named}, {words['more'].format(count=left)}" if left > 0 else named
