"""The countries that buyers of past fairs came from, by their code (ISO 3166-1 alpha-2)."""

from __future__ import annotations

_NAMES = {
    "": ("Tidak ditanya", "Not asked"),
    "ID": ("Indonesia", "Indonesia"),
    "AU": ("Australia", "Australia"),
    "KR": ("Korea Selatan", "South Korea"),
    "MY": ("Malaysia", "Malaysia"),
    "SG": ("Singapura", "Singapore"),
    "JP": ("Jepang", "Japan"),
    "CN": ("Tiongkok", "China"),
    "TW": ("Taiwan", "Taiwan"),
    "BN": ("Brunei", "Brunei"),
    "TH": ("Thailand", "Thailand"),
    "IN": ("India", "India"),
    "NL": ("Belanda", "Netherlands"),
    "DE": ("Jerman", "Germany"),
    "FR": ("Prancis", "France"),
    "GB": ("Britania Raya", "United Kingdom"),
    "US": ("Amerika Serikat", "United States"),
}
HOME = "ID"


def country_words(code: str, lang: str = "id") -> str:
    """The country's name; another code stands for itself, an empty one for who was not asked."""
    return _NAMES.get(code, (code, code))[lang == "en"]


def is_abroad(code: str) -> bool:
    """Whether a buyer said that they come from another country."""
    return code not in ("", HOME)
