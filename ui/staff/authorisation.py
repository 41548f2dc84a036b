"""Asking for a stand lead's permission, and changing the person at the till."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_app.services import staff
from pos_app.services.staff import Person
from ui.session import Session


def ask_lead(session: Session, words: str, parent: QWidget | None = None) -> str | None:
    """Return the code of the lead who allows the action named by `words`; None if nobody does.

    A till without a lead's PIN asks for nothing and returns the current cashier's code, which may
    be empty. A lead who is signed in is not asked again.
    """
    if not staff.uses_pins(session.shop):
        return session.cashier
    leads = _leads(session)
    if lead_is_signed_in(session):
        return session.cashier
    from ui.staff.pin_dialog import PinDialog

    template = QCoreApplication.translate("Authorisation", "{0}: a stand lead has to allow it")
    verify = partial(_verify_lead, session, words)
    found = PinDialog.ask(session, template.format(words), leads, verify, parent)
    return None if found is None else found.code


def _leads(session: Session) -> list[Person]:
    return [p for p in staff.people(session.shop) if p.is_lead and p.has_pin and p.active]


def lead_is_signed_in(session: Session) -> bool:
    """Return whether the current cashier is a lead who signed in with a PIN."""
    return session.cashier in {lead.code for lead in _leads(session)}


def _verify_lead(session: Session, words: str, person: Person, pin: str) -> None:
    purpose = words[:100]
    session.away(lambda: staff.sign_in(session.shop, person.code, pin, lead=True, purpose=purpose))


def switch_cashier(session: Session, parent: QWidget | None = None, *, back: bool = False) -> bool:
    """Ask who is at the till; return whether somebody signed in.

    With `back`, as after the lock, the dialog proposes the current cashier; else another person.
    """
    people = [p for p in staff.people(session.shop) if p.has_pin and p.active]
    if not people:
        words = QCoreApplication.translate(
            "Authorisation", "Nobody has a PIN yet. People are entered in Settings."
        )
        session.say(words)
        return False
    from ui.staff.pin_dialog import PinDialog

    heading = QCoreApplication.translate("Authorisation", "Who stands at the till?")
    ordered = sorted(people, key=lambda person: (person.code == session.cashier) is not back)
    found = PinDialog.ask(session, heading, ordered, partial(_verify, session), parent)
    if found is None:
        return False
    session.set_cashier(found)
    return True


def _verify(session: Session, person: Person, pin: str) -> None:
    session.away(lambda: staff.sign_in(session.shop, person.code, pin))
