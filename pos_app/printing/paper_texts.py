"""The words on paper, Indonesian and English side by side."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

Lang = Literal["id", "en", "both"]

_TEXTS: dict[str, tuple[str, str]] = {
    "number": ("No. struk", "Receipt no."),
    "cashier": ("Kasir", "Cashier"),
    "copy": ("SALINAN", "COPY"),
    "training": ("LATIHAN – BUKAN BUKTI BAYAR", "PRACTICE – NOT A RECEIPT"),
    "refund": ("PENGEMBALIAN UANG", "REFUND"),
    "void": ("BATAL", "VOID"),
    "for_number": ("Untuk struk", "For receipt"),
    "list_price": ("Nego dari", "Was"),
    "line_discount": ("Diskon", "Discount"),
    "subtotal": ("Subtotal", "Subtotal"),
    "discount": ("Diskon", "Discount"),
    "rounding": ("Pembulatan", "Rounding"),
    "total": ("Total", "Total"),
    "total_refund": ("Dikembalikan", "Refunded"),
    "total_void": ("Dibatalkan", "Voided"),
    "cash": ("Tunai", "Cash"),
    "qris": ("QRIS", "QRIS"),
    "transfer": ("Transfer", "Transfer"),
    "card": ("Kartu", "Card"),
    "change": ("Kembali", "Change"),
    "unconfirmed": ("belum dikonfirmasi", "not confirmed yet"),
    "reference": ("Ref.", "Ref."),
    "note": ("Catatan", "Note"),
    "reason": ("Alasan", "Reason"),
    "thanks": ("Terima kasih", "Thank you"),
    "closing": ("TUTUP KASIR", "TILL CLOSED"),
    "day": ("Hari", "Day"),
    "revision": ("Revisi", "Revision"),
    "closed_at": ("Ditutup", "Closed"),
    "sales": ("Penjualan", "Sales"),
    "voids": ("Dibatalkan", "Voided"),
    "gross": ("Harga daftar", "Gross"),
    "refunds": ("Pengembalian uang", "Refunds"),
    "turnover": ("Omzet", "Turnover"),
    "of_it_unconfirmed": ("QRIS belum dikonfirmasi", "QRIS unconfirmed"),
    "expected": ("Seharusnya di laci", "Expected"),
    "counted": ("Uang fisik", "Counted"),
    "difference": ("Selisih", "Difference"),
    "exact": ("Pas", "Exact"),
    "over": ("Lebih", "Over"),
    "short": ("Kurang", "Short"),
    "code": ("Kode berkas harian", "Day file code"),
    "witness": ("Saksi", "Second person"),
    "ack": ("TANDA TERIMA BERKAS HARIAN", "DAY FILE RECEIVED"),
    "ack_at": ("Diterima", "Received"),
    "ack_code": ("Kode tanda terima", "Receipt code"),
    "ack_how": (
        "Ketik kode ini di kasir, layar Kasir, atau pindai QR-nya.",
        "Type this code at the till, screen Till, or scan the QR code.",
    ),
    "slip": ("BERITA ACARA", "SLIP OF GOODS"),
    "slip_in": ("SERAH TERIMA BARANG", "GOODS HANDED OVER"),
    "slip_out": ("PENGEMBALIAN BARANG", "GOODS TAKEN BACK"),
    "maker": ("Perajin", "Maker"),
    "pieces": ("Jumlah", "Pieces"),
    "at_list_price": ("Nilai harga daftar", "At list prices"),
    "for_stand": ("Petugas stan", "For the stand"),
}

_WEEKDAYS = {
    "id": ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def paper_text(key: str, lang: Lang) -> str:
    """The text in the language asked for; in both as `Kembali / Change`, once where they agree."""
    return " / ".join(paper_texts(key, lang))


def paper_texts(key: str, lang: Lang) -> list[str]:
    """The text once for each language asked for, without repeating itself."""
    indonesian, english = _TEXTS[key]
    wanted = {"id": [indonesian], "en": [english], "both": [indonesian, english]}[lang]
    return list(dict.fromkeys(wanted))


def format_day(day: date, lang: Lang) -> str:
    """`Sen, 23 Nov 2026`; in both languages, as in Indonesian."""
    names = "en" if lang == "en" else "id"
    weekday, month = _WEEKDAYS[names][day.weekday()], _MONTHS[names][day.month - 1]
    return f"{weekday}, {day.day} {month} {day.year}"


def format_time(at: datetime) -> str:
    """`15.30 WITA`."""
    return f"{at:%H.%M} WITA"
