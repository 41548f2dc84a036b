"""The scenes of the office's window."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_app.clock import ManualClock, parse_stamp
from pos_app.domain.shift import Shift, last_shift
from pos_app.errors import PosError, Problem
from pos_app.office.reconcile.review_list import review_list
from pos_app.office.reconcile.till_day_grid import till_day_grid
from pos_app.office.reconcile.transfers import Transfer, TransferState
from pos_app.office.report.maker_messages import maker_messages
from pos_app.services.office import decisions
from pos_app.services.office.book_view import counts_text, view_book
from pos_app.services.office.event_book import book_status
from pos_app.services.office.figures import figure_tables
from pos_app.services.office.letterheads import Letterhead
from pos_app.services.office.settings import OfficeSettings
from ui.gallery.office_fair import COMPLETE, HALFWAY, another_fair, fair, sample_reviews
from ui.gallery.stage import Scene, Stage
from ui.office.call_list import messages_for
from ui.office.figures_dialog import FiguresDialog
from ui.office.letterhead_dialog import LetterheadDialog
from ui.office.maker_dialog import MakerDialog
from ui.office.message_round import MessageRound, StandMessage
from ui.office.office_session import OfficeSession
from ui.office.office_window import OfficeWindow
from ui.office.plan_dialog import PlanDialog
from ui.office.problems_dialog import ProblemsDialog
from ui.office.restore_book_dialog import RestoreBookDialog
from ui.office.review_dialog import ReviewDialog
from ui.office.sales_finder import SalesFinder
from ui.office.settlement_dialogs import PRICE, CorrectionDialog, PaymentDialog
from ui.office.visitors_dialog import VisitorsDialog
from ui.tasks import InlineRunner


def _window(stage: Stage, book: Path | None, at: str) -> OfficeWindow:
    """Show the office's window with `book`, at the time `at` (ISO 8601)."""
    settings = OfficeSettings(stage.shop.folder / "desk")
    settings.set("language", stage.session.language)
    settings.set("theme", stage.session.theme.name)
    session = OfficeSession(settings, ManualClock(parse_stamp(at)), InlineRunner())
    window = OfficeWindow(session)
    session.setParent(window)
    window.resize(*stage.size)
    if book is not None:
        session.open_book(book)
    stage.show(window)
    return window


def _complete(stage: Stage) -> OfficeWindow:
    found = fair()
    return _window(stage, found.book("complete", found.all), COMPLETE)


def _evening(stage: Stage) -> OfficeWindow:
    return _window(stage, fair().evening(), HALFWAY)


def _compared(name: str, stage: Stage) -> QWidget:
    """A page of the complete book beside the book of an earlier fair."""
    window = _complete(stage)
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

    session = _evening(stage).findChild(OfficeSession)
    assert isinstance(session, OfficeSession)
    board = BoardWindow(session)
    board.resize(*stage.size)
    board.view.turn(page)
    return stage.show(board)


def _folders(stage: Stage) -> QWidget:
    """The dialog of the watched folders."""
    from ui.office.folders_dialog import FoldersDialog

    folders = [Path.home() / "Downloads" / "WhatsApp", Path("/media/stik-dinas")]
    return stage.show(FoldersDialog(folders, _evening(stage)))


def _half(stage: Stage) -> OfficeWindow:
    found = fair()
    return _window(stage, found.book("half", found.half()), HALFWAY)


def _disputed(stage: Stage) -> OfficeWindow:
    found = fair()
    lost = ("A02-1_2026-10-24", "A06-1_2026-10-23", "A07-1")
    here = [path for path in found.all if not any(each in path.name for each in lost)]
    files = [*here, found.more]
    return _window(stage, found.book("disputed", files), COMPLETE)


def _decided(stage: Stage) -> OfficeWindow:
    """The disputed book after decisions: a file chosen, a day declared empty, a stand withdrawn."""
    found = fair()
    lost = ("A06-1_2026-10-23", "A07-1")
    here = [path for path in found.all if not any(each in path.name for each in lost)]
    book = found.book("decided", [*here, found.more])
    clock = ManualClock(parse_stamp(COMPLETE))
    view = view_book(book, None, clock)
    disputed = next(
        each for each in view.status.till_days if each.stand == "A05" and each.files[1:]
    )
    decisions.choose(book, disputed.files[-1].manifest, clock, "slip penutupan dilihat")
    decisions.no_sales(book, "A06", "1", "2026-10-23", clock, "lewat telepon")
    decisions.withdraw(book, "A07", "2026-10-21", clock, "sakit")
    return _window(stage, book, COMPLETE)


def decided_cell(stage: Stage) -> QWidget:
    """A till-day that the office decided, opened: who decided, when and why."""
    return _open(_decided(stage), "A05", 4)


def start_page(stage: Stage) -> QWidget:
    """The page without a book."""
    return _window(stage, None, HALFWAY)


def form(stage: Stage) -> QWidget:
    """The form of a new book with its first error."""
    window = _window(stage, None, HALFWAY)
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
    return _window(stage, fair().book("empty", []), HALFWAY)


def _on_paper(stage: Stage) -> OfficeWindow:
    found = fair()
    slips = [found.slip("A02-1", "2026-10-24"), found.slip("A07-1", "2026-10-22")]
    return _window(stage, found.book("paper", found.half(), slips), HALFWAY)


def paper_cell(stage: Stage) -> QWidget:
    """A till-day of which only the closing slip arrived, opened."""
    return _open(_on_paper(stage), "A07", 1)


def _by_photo(stage: Stage) -> OfficeWindow:
    return _window(stage, fair().by_photo(), HALFWAY)


def photo_cell(stage: Stage) -> QWidget:
    """A till-day of which some screens were photographed, opened: what is missing."""
    return _open(_by_photo(stage), "A07", 1)


def _opened(stage: Stage, stand: str, day: int) -> QWidget:
    return _open(_disputed(stage), stand, day)


def _open(window: OfficeWindow, stand: str, day: int) -> QWidget:
    grid = window.grid_page.grid.grid
    row = next(n for n in range(grid.rowCount()) if grid.place(n).stand == stand)
    window.grid_page.open_cell(row, day)
    return window


def calls(stage: Stage) -> QWidget:
    """The list of the stands to phone."""
    window = _half(stage)
    window.grid_page.show_calls()
    return window


def message_round(stage: Stage) -> QWidget:
    """The messages to the stands, one after another."""
    window = _half(stage)
    view = window._session.view
    assert view is not None
    return stage.show(MessageRound(messages_for(view, stage.session.language), window))


def maker_round(stage: Stage) -> QWidget:
    """The messages to the makers, one after another."""
    window = _half(stage)
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
    window = _half(stage)
    window.merge_strip.setVisible(True)
    window.merge_strip.show_progress(31, 80, "EXPO26_A03-1_2026-10-24_r1_3c464daf.zip")
    return window


def damaged_book(stage: Stage) -> QWidget:
    """The dialog that makes a damaged book anew."""
    dialog = RestoreBookDialog(Path("expo.book"), _half(stage))
    dialog.add([Path("STIK-A07"), Path("STIK-A08")])
    return stage.show(dialog)


def visitors(stage: Stage) -> QWidget:
    """The dialog of the visitors of each day."""
    window = _half(stage)
    view = window._session.view
    assert view is not None
    days = view.grid.days[:4]
    counted = dict(zip(days, (812, 1_040, 955), strict=False))
    language = stage.session.language
    return stage.show(VisitorsDialog(days, counted, stage.session.ticks, language, window))


def maker(stage: Stage) -> QWidget:
    """The dialog that maps a mistyped maker to one of the plan."""
    window = _half(stage)
    view = window._session.view
    assert view is not None
    planned = [(each.code, each.name) for each in view.status.plan.makers]
    return stage.show(MakerDialog("manggar sari", planned, window))


def payment(stage: Stage) -> QWidget:
    """The dialog that notes what the office paid to a maker."""
    window = _half(stage)
    ticks, today = stage.session.ticks, window._session.clock.now().date()
    dialog = PaymentDialog("Manggar Sari", 1_234_500, today, ticks, window)
    dialog.amount.set_amount(2_000_000)
    return stage.show(dialog)


def correction(stage: Stage) -> QWidget:
    """The dialog that corrects the price by which a maker is settled."""
    window = _half(stage)
    view = window._session.view
    assert view is not None
    session = stage.session
    days = view.grid.days
    dialog = CorrectionDialog("Manggar Sari", days, session.language, session.ticks, window)
    dialog.choose(PRICE)
    return stage.show(dialog)


def letterhead(stage: Stage) -> QWidget:
    """The dialog of the letterhead, with what the plan says."""
    window = _half(stage)
    planned = Letterhead("Dinas Koperasi dan UMKM", "Balikpapan")
    chosen = Letterhead("Dekranasda Kota Balikpapan")
    return stage.show(LetterheadDialog(window._session, chosen, planned, window))


def all_statements(stage: Stage) -> QWidget:
    """The statements of all makers as one paper."""
    window = _half(stage)
    window.show_page("settlement")
    window.settlement.show_all()
    return window


def figures(stage: Stage) -> QWidget:
    """The exact sums as tables."""
    window = _half(stage)
    view, language = window._session.view, stage.session.language
    assert view is not None
    tables = figure_tables(view.status, language)
    return stage.show(FiguresDialog(tables, counts_text(view.status, language), language, window))


def finder(stage: Stage) -> QWidget:
    """A sale that was found in the day files, with its receipt."""
    window = _half(stage)
    dialog = SalesFinder(window._session, window)
    dialog.query.setText("kalung")
    dialog.start()
    return stage.show(dialog)


def plan_change(stage: Stage) -> QWidget:
    """The dialog that changes the plan."""
    window = _half(stage)
    view = window._session.view
    assert view is not None
    return stage.show(PlanDialog(view.status.plan, stage.session.language, window))


def _page(stage: Stage, name: str) -> QWidget:
    window = _half(stage)
    window.show_page(name)
    return window


def _fairs(tab: str, stage: Stage) -> QWidget:
    """Three fairs side by side: the open book, a second fair, and a book that is damaged."""
    window = _half(stage)
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
    window = _half(stage)
    session = stage.session
    dialog = ProblemsDialog(found, session.theme, session.language, window)
    return stage.show(dialog)


def _cell_shifts(stage: Stage) -> QWidget:
    """A till-day whose drawer went from hand to hand, opened."""
    window = _complete(stage)
    session = window._session
    view = session.view
    assert view is not None
    day = next(each for each in view.status.confirmed.days if each.stand == "A04" and each.drawer)
    drawer = day.drawer
    assert drawer is not None
    first = Shift(1, f"{day.day}T14:02:00+08:00", "ANI", "SITI", 812_000, 810_000, "uang receh")
    ending = (f"{day.day}T21:00:00+08:00", "SITI", drawer.expected, drawer.counted)
    shifts = (first, last_shift([first], *ending))
    shown = replace(day, drawer=drawer._replace(shifts=shifts))
    days = tuple(shown if each is day else each for each in view.status.confirmed.days)
    status = replace(view.status, confirmed=replace(view.status.confirmed, days=days))
    session.view = replace(view, status=status, grid=till_day_grid(status, days))
    session.view_changed.emit()
    return _open(window, "A04", view.grid.days.index(day.day))


def _cell_transfers(stage: Stage) -> QWidget:
    """A till-day from which goods went to other stands, opened."""
    window = _complete(stage)
    session = window._session
    view = session.view
    assert view is not None
    day = next(each.day for each in view.status.confirmed.days if each.stand == "A04")
    goods = (day, "A04-1", "NT-A04-1-0003", "MNK-0101", "A02", "Gelang manik Dayak kecil")
    other = (day, "A02-1", "NT-A02-1-0001", "RTN-0901", "A04", "Tas anjat rotan halus", 2)
    found = (
        Transfer(*goods, 6, 6, TransferState.RECEIVED, has_sender=True),
        Transfer(*goods[:3], "UKR-01", "A02", "Patung blontang", 1, 0, TransferState.SENT, True),
        Transfer(*other, 1, TransferState.DIFFERS, has_sender=True),
    )
    session.view = replace(view, status=replace(view.status, transfers=found))
    session.view_changed.emit()
    return _open(window, "A04", view.grid.days.index(day))


def _cell_review(stage: Stage) -> QWidget:
    """A till-day with things that are worth a look, opened."""
    window = _complete(stage)
    session = window._session
    assert session.view is not None
    items = review_list(session.view.status, sample_reviews(session.view.status))
    session.view = replace(session.view, review=items)
    session.view_changed.emit()
    return _open(window, "A03", 4)


def review(stage: Stage) -> QWidget:
    """What is worth a look over all stands."""
    found = fair()
    window = _window(stage, found.book("complete", found.all), COMPLETE)
    view = window._session.view
    assert view is not None
    items = review_list(view.status, sample_reviews(view.status))
    title = QCoreApplication.translate("GridPage", "Worth a look over all stands")
    return stage.show(ReviewDialog(title, items, stage.session.language, window))


SCENES: dict[str, Scene] = {
    "office-doors": start_page,
    "office-form": form,
    "office-empty": empty,
    "office-half": _half,
    "office-evening": _evening,
    "office-folders": _folders,
    "office-board": partial(_board, 1),
    "office-board-forecast": partial(_board, 3),
    "office-complete": _complete,
    "office-disputed": _disputed,
    "office-cell-missing": partial(_opened, stand="A07", day=1),
    "office-cell-disputed": partial(_opened, stand="A05", day=4),
    "office-cell-transfers": _cell_transfers,
    "office-cell-received": partial(_opened, stand="A03", day=4),
    "office-cell-aside": partial(_opened, stand="A09", day=0),
    "office-paper": _on_paper,
    "office-cell-paper": paper_cell,
    "office-photos": _by_photo,
    "office-cell-photos": photo_cell,
    "office-cell-decided": decided_cell,
    "office-calls": calls,
    "office-messages": message_round,
    "office-maker-messages": maker_round,
    "office-merging": merging,
    "office-visitors": visitors,
    "office-damaged-book": damaged_book,
    "office-maker": maker,
    "office-payment": payment,
    "office-correction": correction,
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
    "office-cell-review": _cell_review,
    "office-cell-shifts": _cell_shifts,
}
