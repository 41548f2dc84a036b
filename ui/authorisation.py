"""What needs a lead: asked for once, at the moment it is wanted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_app.services import staff
from pos_app.services.staff import Person
from ui.session import Session


def ask_lead(session: Session, words: str, parent: QWidget | None = None) -> str | None:
    """The code of the lead who allows what `words` say; None when nobody did.

    A till without a lead's PIN locks nothing: then it is whoever stands at the till, perhaps nobody
    named. A lead who stands there has proved it already.
    """
    if not staff.locks(session.shop):
        return session.cashier
    leads = _leads(session)
    if lead_is_signed_in(session):
        return session.cashier
    from ui.staff.pin_dialog import PinDialog

    template = QCoreApplication.translate("Authorisation", "{0}: a stand lead has to allow it")
    prove = partial(_prove_lead, session, words)
    found = PinDialog.ask(session, template.format(words), leads, prove, parent)
    return None if found is None else found.code


def _leads(session: Session) -> list[Person]:
    return [p for p in staff.people(session.shop) if p.is_lead and p.has_pin and p.active]


def lead_is_signed_in(session: Session) -> bool:
    """Whether whoever stands at the till is a lead, and has proved it."""
    return session.cashier in {lead.code for lead in _leads(session)}


def _prove_lead(session: Session, words: str, person: Person, pin: str) -> None:
    staff.sign_in(session.shop, person.code, pin, lead=True, purpose=words[:100])


def switch_cashier(session: Session, parent: QWidget | None = None, *, back: bool = False) -> bool:
    """Another person at the till; whether somebody proved who they are.

    `back` proposes whoever stood there before, as after a pause; else somebody else comes first.
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
    found = PinDialog.ask(session, heading, ordered, partial(_prove, session), parent)
    if found is None:
        return False
    session.set_cashier(found)
    return True


def _prove(session: Session, person: Person, pin: str) -> None:
    staff.sign_in(session.shop, person.code, pin)
