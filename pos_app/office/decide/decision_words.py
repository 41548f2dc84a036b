"""The office's decisions as texts in Indonesian and English."""

from __future__ import annotations

from pos_app.dayfile.format import short_code
from pos_app.office.decide.decisions import Decision
from pos_app.office.decide.effective_decisions import DecisionStatus

_DECIDED = {
    "id": {
        "withdrawn": "Stan {stand} tidak ikut lagi sejak {day}",
        "no_sales": "{stand}-{till} {day}: tanpa penjualan",
        "choose": "{stand}-{till} {day}: berkas {file} yang dihitung",
        "accept_key": "{stand}-{till}: kunci {key} diterima (laptop ke-{place})",
        "accept_seat": "{stand}-{till}: laptop pengganti ke-{place} diterima",
        "dismiss": "Berkas {file} tetap disisihkan",
        "maker": "“{text}” adalah perajin {maker}",
        "visitors": "{day}: {visitors} pengunjung",
        "revoke": "Dibatalkan: {undone}",
    },
    "en": {
        "withdrawn": "Stand {stand} takes no more part from {day}",
        "no_sales": "{stand}-{till} {day}: no sales",
        "choose": "{stand}-{till} {day}: file {file} counts",
        "accept_key": "{stand}-{till}: key {key} accepted (laptop {place})",
        "accept_seat": "{stand}-{till}: replacement laptop {place} accepted",
        "dismiss": "File {file} stays aside",
        "maker": "“{text}” is the maker {maker}",
        "visitors": "{day}: {visitors} visitors",
        "revoke": "Undone: {undone}",
    },
}
_STATES = {
    "id": {
        "in_force": "berlaku",
        "replaced": "sudah diganti",
        "undone": "dibatalkan",
        "disputed": "sengketa",
        "office_unknown": "kantor tidak dikenal",
    },
    "en": {
        "in_force": "in force",
        "replaced": "replaced",
        "undone": "undone",
        "disputed": "disputed",
        "office_unknown": "office unknown",
    },
}


def decision_text(decision: Decision, lang: str) -> str:
    """A decision with its reason, for example `A07-1 2023-10-25: tanpa penjualan (hujan)`."""
    facts = decision.as_json()
    facts["file"] = short_code(str(facts.get("manifest", "")))
    facts["key"] = short_code(str(facts.get("key", "")))
    facts["place"] = int(facts.get("seat", 0)) + 1
    facts["undone"] = ", ".join(short_code(identity) for identity in decision.supersedes)
    text = _DECIDED[lang][decision.kind].format(**facts)
    return f"{text} ({decision.reason})" if decision.reason else text


def decision_status_text(decided: DecisionStatus, lang: str) -> str:
    """A decision on one line, with its short id, time and state."""
    decision = decided.decision
    parts = (
        short_code(decision.identity),
        decision.at,
        decision_text(decision, lang),
        _STATES[lang][decided.state],
    )
    return " · ".join(parts)
