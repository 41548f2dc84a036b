"""The office's decisions as texts in Indonesian and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pos_app.dayfile.format import short_code
from pos_app.domain.money import format_rupiah
from pos_app.languages import LanguageCode
from pos_app.office.decide.decisions import AcceptKey, Decision, PlanChange
from pos_app.office.decide.effective_decisions import DecisionStatus
from pos_app.office.decide.settlement_decisions import CorrectPrice, CorrectShare
from pos_app.texts import text


def content_text(decision: Decision, lang: LanguageCode) -> str:
    """What was decided, without its reason, for example `A07-1 2023-10-25: tanpa penjualan`."""
    facts = decision.as_json()
    facts["file"] = short_code(str(facts.get("manifest", "")))
    facts["key"] = short_code(str(facts.get("key", "")))
    facts["place"] = int(facts.get("seat", 0)) + 1
    facts["percent"] = percent_text(int(facts.get("share_bp", 0)), lang)
    amount = facts.get("price", facts.get("amount", facts.get("taken", 0)))
    facts["rupiah"] = format_rupiah(int(amount))
    facts["paid_by"] = text("payment_ways", str(facts["way"]), lang) if "way" in facts else ""
    facts["period"] = _period(decision, lang)
    facts["undone"] = ", ".join(short_code(identity) for identity in decision.supersedes)
    facts |= _order_words(facts, lang)
    since = isinstance(decision.content, AcceptKey) and decision.content.since
    key = f"{decision.kind}_since" if since else decision.kind
    if isinstance(decision.content, PlanChange):
        facts |= _plan_words(decision.content, lang)
    return text("decisions", key, lang).format(**facts)


def decision_text(decision: Decision, lang: LanguageCode) -> str:
    """A decision with its reason, for example `A07-1 2023-10-25: tanpa penjualan (hujan)`."""
    words = content_text(decision, lang)
    return f"{words} ({decision.reason})" if decision.reason else words


def percent_text(basis_points: int, lang: LanguageCode) -> str:
    """A share of `basis_points` in percent, for example `12,5%`."""
    number = f"{basis_points / 100:g}"
    return f"{number.replace('.', ',') if lang == 'id' else number}%"


def _period(decision: Decision, lang: LanguageCode) -> str:
    """The days for which a correction holds, after a space; empty for all days."""
    content = decision.content
    if not isinstance(content, CorrectShare | CorrectPrice):
        return ""
    since, until = content.since, content.until
    if not (since or until):
        return ""
    key = "both" if since and until else "since" if since else "until"
    return text("decision_periods", key, lang).format(since=since, until=until)


def decision_status_text(decided: DecisionStatus, lang: LanguageCode) -> str:
    """A decision on one line, with its short id, time and state."""
    decision = decided.decision
    parts = (
        short_code(decision.identity),
        decision.at,
        decision_text(decision, lang),
        text("decision_states", decided.state, lang),
        decider_text(decided),
    )
    return " · ".join(parts)


def decider_text(decided: DecisionStatus) -> str:
    """Who decided: the name that the office gave and its code, `Bu Rina (3C46-4DAF)`."""
    person = decided.decision.person
    return f"{person} ({decided.office})" if person else decided.office


def _order_words(facts: Mapping[str, Any], lang: LanguageCode) -> dict[str, str]:
    """The words of decisions on orders and inquiries."""
    found = {"sale_code": str(facts.get("sale", ""))[:8]}
    for key, table in (("how", "order_closed_how"), ("state", "order_progress")):
        if key in facts:
            found[f"{key}_words"] = text(table, str(facts[key]), lang)
    return found


def _plan_words(content: PlanChange, lang: LanguageCode) -> dict[str, str]:
    """Whose plan was changed, and which of its keys; no values, as telephones are private."""
    keys = (key for key in content.change.table if key != "code")
    named = (text("plan_keys", key, lang) for key in keys)
    whose = f"{text('plan_parts', content.part, lang)} {content.code}".strip()
    return {"whose": whose, "keys": ", ".join(named)}
