"""The slips of an order: queued with it, and made anew when somebody asks for them again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.selling.documents import AlsoWrite
from ui.session import Session


def slip_jobs(session: Session) -> AlsoWrite:
    """What queues the slips in the order's own transaction."""
    return print_queue.receipt_job(session.shop, session.language)


def slip_hint(session: Session) -> str:
    """Where the slips are now."""
    to = printer_settings.printer(session.shop)
    if to is not None and to.auto:
        return QCoreApplication.translate("OrderSlips", "Its paper goes to the printer.")
    return QCoreApplication.translate("OrderSlips", "Print its paper in the list of orders: F5.")


def print_again(session: Session, from_number: str) -> str:
    """Queues the slips once more; returns what to say, empty where it was refused."""
    lang = session.language

    def queue() -> bool:
        for kind in (JobKind.AGAIN, JobKind.ORDER):  # the buyer's, and the maker's
            print_queue.queue_job(session.shop, kind, from_number, lang)
        return True

    if session.store(queue) is None:
        return ""
    session.print_queued.emit()
    return QCoreApplication.translate("OrderSlips", "Its paper goes to the printer.")
