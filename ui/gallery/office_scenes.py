"""The scenes of the office's window."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_app.errors import PosError, Problem
from pos_app.office.reconcile.review_list import review_list
from pos_app.office.report.maker_messages import maker_messages
from pos_app.services.office.book_setup import MakerDraft
from pos_app.services.office.book_view import counts_text
from pos_app.services.office.event_book import book_status
from pos_app.services.office.figures import figure_tables
from pos_app.services.office.file_intake import Step
from pos_app.services.office.letterheads import Letterhead
from pos_app.services.office.settlement_decisions import MakerDecision
from ui.gallery.office_fair import COMPLETE, HALFWAY, another_fair, fair, sample_reviews
from ui.gallery.office_windows import (
    by_photo,
    complete,
    disputed,
    evening,
    half,
    office_window,
    on_paper,
)
from ui.gallery.stage import Scene, Stage
from ui.office.buyers_page import ForgetDialog
from ui.office.call_list import messages_for
from ui.office.figures_dialog import FiguresDialog
from ui.office.letterhead_dialog import LetterheadDialog
from ui.office.maker_dialog import MakerDialog
from ui.office.message_round import MessageRound, StandMessage
from ui.office.office_session import OfficeSession
from ui.office.operator_button import OperatorDialog
from ui.office.plan_dialog import PlanDialog
from ui.office.problems_dialog import ProblemsDialog
from ui.office.restore_book_dialog import RestoreBookDialog
from ui.office.review_dialog import ReviewDialog
from ui.office.sales_finder import SalesFinder
from ui.office.settlement_dialogs import (
    PRICE,
    CorrectionDialog,
    PaymentDialog,
    TakeBackDialog,
)
from ui.office.visitors_dialog import VisitorsDialog


def _compared(name: str, stage: Stage) -> QWidget:
    """A page of the complete book beside the book of an earlier fair."""
    window = complete(stage)
    window._session.earlier.choose(another_fair())
    window.show_page(name)
    if name == "charts":
        bar = window.charts._scroll.verticalScrollBar()
        stage.process_events()
        bar.setValue(bar.maximum())
    return window


def _board(page: int, stage: Stage) -> QWidget:
    """The board of the fourth evening, its page `page`."""
    from ui.office.board_window import BoardWindow

    session = evening(stage).findChild(OfficeSession)
    assert isinstance(session, OfficeSession)
    board = BoardWindow(session)
    board.resize(*stage.size)
    board.view.turn(page)
    return stage.show(board)


def _folders(stage: Stage) -> QWidget:
    """The dialog of the watched folders."""
    from ui.office.folders_dialog import FoldersDialog

    folders = [Path.home() / "Downloads" / "WhatsApp", Path("/media/stik-dinas")]
    return stage.show(FoldersDialog(folders, evening(stage)))


def start_page(stage: Stage) -> QWidget:
    """The page without a book."""
    return office_window(stage, None, HALFWAY)


def form(stage: Stage) -> QWidget:
    """The form of a new book with its first error."""
    window = office_window(stage, None, HALFWAY)
    window.start_page.form.click()
    window.new_book_page.event_card.code.setText("EXPO26")
    window.new_book_page.stands.paste(
        "A01\tDekranasda\t2\t0812-0000-0001\nA02\tBerau\t1\t0812-0000-0002"
    )
    window.new_book_page.makers.paste("M01\tUntaian Teritip\t12,5\nM02\tKilau Manggar Sari\t10")
    window.new_book_page.try_to_make()
    return window


def empty(stage: Stage) -> QWidget:
    """A book without any file."""
    return office_window(stage, fair().book("empty", []), HALFWAY)


def calls(stage: Stage) -> QWidget:
    """The list of the stands to phone."""
    window = half(stage)
    window.grid_page.show_calls()
    return window


def message_round(stage: Stage) -> QWidget:
    """The messages to the stands, one after another."""
    window = half(stage)
    view = window._session.view
    assert view is not None
    return stage.show(MessageRound(messages_for(view, stage.session.language), window))


def maker_round(stage: Stage) -> QWidget:
    """The messages to the makers, one after another."""
    window = half(stage)
    book = window._session.book
    assert book is not None
    status = book_status(book, None, window._session.clock, goods=True)
    phones = {maker.code: "0812-0000-0011" for maker in status.plan.makers}
    status = replace(status, plan=replace(status.plan, maker_phones=phones))
    messages = [
        StandMessage(each.settlement.name, each.phone, each.text, each.maker)
        for each in maker_messages(status, stage.session.language)
    ]
    return stage.show(MessageRound(messages, window, take_picture=lambda _key, _done: None))


def merging(stage: Stage) -> QWidget:
    """A merge in progress."""
    window = half(stage)
    window.merge_strip.setVisible(True)
    step = Step(31, 80, "EXPO26_A03-1_2026-10-24_r1_3c464daf.zip")
    window.merge_strip.show_progress(step)
    return window


def damaged_book(stage: Stage) -> QWidget:
    """The dialog that makes a damaged book anew."""
    dialog = RestoreBookDialog(Path("expo.book"), half(stage))
    dialog.add([Path("STIK-A07"), Path("STIK-A08")])
    return stage.show(dialog)


def visitors(stage: Stage) -> QWidget:
    """The dialog of the visitors of each day."""
    window = half(stage)
    view = window._session.view
    assert view is not None
    days = view.grid.days[:4]
    counted = dict(zip(days, (812, 1_040, 955), strict=False))
    language = stage.session.language
    return stage.show(VisitorsDialog(days, counted, stage.session.ticks, language, window))


def maker(stage: Stage) -> QWidget:
    """The dialog that maps a mistyped maker to one of the plan."""
    window = half(stage)
    view = window._session.view
    assert view is not None
    planned = [(each.code, each.name) for each in view.status.plan.makers]
    return stage.show(MakerDialog("manggar sari", planned, window))


def payment(stage: Stage) -> QWidget:
    """The dialog that notes what the office paid to a maker."""
    window = half(stage)
    ticks, today = stage.session.ticks, window._session.clock.now().date()
    dialog = PaymentDialog("Manggar Sari", 1_234_500, today, ticks, window)
    dialog.amount.set_amount(2_000_000)
    return stage.show(dialog)


def correction(stage: Stage) -> QWidget:
    """The dialog that corrects the price by which a maker is settled."""
    window = half(stage)
    view = window._session.view
    assert view is not None
    session = stage.session
    days = view.grid.days
    dialog = CorrectionDialog("Manggar Sari", days, session.language, session.ticks, window)
    dialog.choose(PRICE)
    return stage.show(dialog)


def take_back(stage: Stage) -> QWidget:
    """The dialog that takes back a decision on a maker's settlement."""
    window = half(stage)
    decided = [
        MakerDecision("1", "Pembayaran Rp1.234.500 pada 24 Oktober 2026: transfer BPD"),
        MakerDecision("2", "Bagi hasil stan 15 % mulai 21 Oktober 2026: perjanjian ditandatangani"),
    ]
    return stage.show(TakeBackDialog(decided, window))


def operator(stage: Stage) -> QWidget:
    """The dialog of the name that decisions are signed with."""
    return stage.show(OperatorDialog("Bu Rina", half(stage)))


def letterhead(stage: Stage) -> QWidget:
    """The dialog of the letterhead, with what the plan says."""
    window = half(stage)
    planned = Letterhead("Dinas Koperasi dan UMKM", "Balikpapan")
    chosen = Letterhead("Dekranasda Kota Balikpapan")
    return stage.show(LetterheadDialog(window._session, chosen, planned, window))


def all_statements(stage: Stage) -> QWidget:
    """The statements of all makers as one paper."""
    window = half(stage)
    window.show_page("settlement")
    window.settlement.show_all()
    return window


def buyers(stage: Stage) -> QWidget:
    """The page of orders and inquiries, with the message to the buyer of one."""
    from pos_app.services.office.book_view import book_mark
    from ui.gallery.office_buyers import sample_buyers

    window = half(stage)
    window.show_page("buyers")
    stage.process_events()
    book = window._session.book
    assert book is not None
    window.buyers._show(sample_buyers(book_mark(book)))
    return window


def forget(stage: Stage) -> QWidget:
    """The dialog that asks before a contact is deleted."""
    return stage.show(ForgetDialog("P-A07-1-0001", half(stage)))


def order_counts(stage: Stage) -> QWidget:
    """The dialog that asks which of two deliveries counts."""
    from ui.gallery.office_buyers import sample_closings
    from ui.office.order_dialogs import CountsDialog

    closings, window = sample_closings(), half(stage)
    return stage.show(CountsDialog("P-A03-1-0002", closings, stage.session.language, window))


def order_closed(stage: Stage) -> QWidget:
    """The dialog that asks what became of an order after the fair."""
    from ui.office.order_dialogs import CloseOrderDialog

    window = half(stage)
    session = window._session
    money = (450_000, 450_000, session.clock.now().date(), session.ticks)
    return stage.show(CloseOrderDialog("P-A03-1-0001", *money, window))


def figures(stage: Stage) -> QWidget:
    """The exact sums as tables."""
    window = half(stage)
    view, language = window._session.view, stage.session.language
    assert view is not None
    tables = figure_tables(view.status, language)
    return stage.show(FiguresDialog(tables, counts_text(view.status, language), language, window))


def finder(stage: Stage) -> QWidget:
    """A sale that was found in the day files, with its receipt."""
    window = half(stage)
    dialog = SalesFinder(window._session, window)
    dialog.query.setText("kalung")
    dialog.start()
    return stage.show(dialog)


UNPLANNED = (MakerDraft("KM", "Kilau Manggar Sari", ""), MakerDraft("UT", "Ukir Telindung", ""))


def plan_change(stage: Stage) -> QWidget:
    """The dialog that changes the plan."""
    window = half(stage)
    view = window._session.view
    assert view is not None
    return stage.show(PlanDialog(view.status.plan, UNPLANNED, stage.session.language, window))


def _page(stage: Stage, name: str) -> QWidget:
    window = half(stage)
    window.show_page(name)
    return window


def _fairs(tab: str, stage: Stage) -> QWidget:
    """Three fairs side by side: the open book, a second fair, and a book that is damaged."""
    window = half(stage)
    folder = fair().folder
    damaged = folder / "rusak.book"
    damaged.write_bytes(b"SQLite format 3\0" + bytes(4096))
    window.fairs.add_books([another_fair(), fair().book("empty", []), damaged])
    window.show_page("fairs")
    window.fairs.tabs[tab].click()
    return window


def problems(stage: Stage) -> QWidget:
    """The list of problems of a merge."""
    facts = {"stand": "A05", "till": "1", "day": "2026-10-25", "revision": 2, "slip": "3C46-4DAF"}
    found = [
        Problem("revision_fork", "error", facts, "/usb/EXPO26_A05-1_2026-10-25_r2_3c464daf.zip"),
        PosError("other_event", **facts, event="NUSAKRAF23", ours="EXPO26").problem("/usb/x.zip"),
        Problem("unknown_stand", "warning", facts, "/usb/WhatsApp Document 2026-10-25.zip"),
    ]
    window = half(stage)
    session = stage.session
    dialog = ProblemsDialog(found, session.theme, session.language, window)
    return stage.show(dialog)


def review(stage: Stage) -> QWidget:
    """What is worth a look over all stands."""
    found = fair()
    window = office_window(stage, found.book("complete", found.all), COMPLETE)
    view = window._session.view
    assert view is not None
    items = review_list(view.status, sample_reviews(view.status))
    title = QCoreApplication.translate("GridPage", "Worth a look over all stands")
    return stage.show(ReviewDialog(title, items, stage.session.language, window))


SCENES: dict[str, Scene] = {
    "office-doors": start_page,
    "office-form": form,
    "office-empty": empty,
    "office-half": half,
    "office-evening": evening,
    "office-folders": _folders,
    "office-board": partial(_board, 1),
    "office-board-forecast": partial(_board, 3),
    "office-complete": complete,
    "office-disputed": disputed,
    "office-paper": on_paper,
    "office-photos": by_photo,
    "office-calls": calls,
    "office-messages": message_round,
    "office-maker-messages": maker_round,
    "office-merging": merging,
    "office-visitors": visitors,
    "office-damaged-book": damaged_book,
    "office-maker": maker,
    "office-payment": payment,
    "office-correction": correction,
    "office-take-back": take_back,
    "office-operator": operator,
    "office-buyers": buyers,
    "office-order-counts": order_counts,
    "office-order-closed": order_closed,
    "office-forget": forget,
    "office-figures": figures,
    "office-plan": plan_change,
    "office-find": finder,
    "office-charts": partial(_page, name="charts"),
    "office-charts-earlier": partial(_compared, "charts"),
    "office-report-earlier": partial(_compared, "report"),
    "office-settlement": partial(_page, name="settlement"),
    "office-statements": all_statements,
    "office-letterhead": letterhead,
    "office-report": partial(_page, name="report"),
    "office-fairs": partial(_fairs, "fairs"),
    "office-fairs-makers": partial(_fairs, "fair_makers"),
    "office-fairs-years": partial(_fairs, "maker_years"),
    "office-problems": problems,
    "office-review": review,
}
