"""Where in the guide a screen, a page of the office or a dialog is told of."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QStackedWidget

SCREENS = {
    "SellScreen": "sell",
    "SalesScreen": "refund",
    "ProductsScreen": "goods",
    "LabelsScreen": "goods",
    "TodayScreen": "today",
    "TillScreen": "open",
    "OrdersScreen": "orders",
    "SettingsScreen": "settings",
}
"""The anchor of each screen of the till, by its class."""

TILL_PANELS = {
    "OpenPanel": "open",
    "RunningPanel": "shifts",
    "UnconfirmedQrisPanel": "close",
    "CountPanel": "close",
    "ClosedPanel": "handover",
}
"""The anchor of each panel of the till screen, by its class."""

OFFICE_PAGES = {
    "StartPage": "office",
    "NewBookPage": "office-event",
    "GridPage": "office-overview",
    "ChartsPage": "office-charts",
    "SettlementPage": "office-settlement",
    "ReportPage": "office-report",
    "FairsPage": "office-fairs",
    "BuyersPage": "office-orders",
}
"""The anchor of each page of the office's window, by its class."""

DIALOGS = {
    "CancelDialog": "order-cancel",
    "ChangeOrderDialog": "orders",
    "CloseOrderDialog": "office-orders-decide",
    "ConsignmentDialog": "goods",
    "ContactDialog": "order-contacts",
    "CorrectDateDialog": "clock",
    "CorrectionDialog": "office-settlement",
    "CountryDialog": "sell",
    "CountsDialog": "office-orders-decide",
    "DateDialog": "clock",
    "DeliverDialog": "order-deliver",
    "DiscountDialog": "bargain",
    "EnglishNamesDialog": "goods",
    "FoldersDialog": "office-overview",
    "ForgetDialog": "office-orders",
    "GoodsNoteDialog": "goods",
    "GoodsNotesDialog": "goods",
    "HeldDialog": "mistakes",
    "HelpDialog": "trouble",
    "ImportDialog": "goods",
    "InquiryDialog": "inquiries",
    "InterimDialog": "handover-chat",
    "JobsDialog": "printer",
    "LetterheadDialog": "office-report",
    "LightDialog": "handover-photo",
    "LightScreens": "handover-photo",
    "MakerCardDialog": "inquiries",
    "MakerDialog": "office-settlement",
    "NewPinDialog": "forgot-pin",
    "NoteDialog": "sell",
    "OrderDialog": "order-take",
    "OtherPrinterDialog": "printer",
    "PapersDialog": "today",
    "PasteNoteDialog": "goods",
    "PaymentDialog": "office-settlement",
    "PayoutDialog": "cash",
    "PersonDialog": "people",
    "PinDialog": "forgot-pin",
    "PlanDialog": "office-packs",
    "PriceDialog": "bargain",
    "ProblemsDialog": "office-overview",
    "ProductDialog": "goods",
    "QuantityDialog": "sell",
    "ReceiveGoodsDialog": "goods",
    "RecoveryDialog": "forgot-pin",
    "RefundDialog": "refund",
    "RestoreBookDialog": "damaged",
    "till.ReviewDialog": "difference",
    "office.ReviewDialog": "office-overview",
    "SafeDialog": "cash",
    "SendGoodsDialog": "goods",
    "SheetDialog": "goods",
    "ShiftDialog": "shifts",
    "StockDialog": "goods",
    "TakeBackDialog": "office-settlement",
    "TwinDialog": "damaged",
    "UniqueQuestion": "sell",
    "UnlistedDialog": "bargain",
    "VisitorsDialog": "office-charts",
    "WitnessDialog": "close",
}
"""The anchor of each dialog that has a place of its own, by its class; two are called alike."""


def anchor_of(part: object, anchors: dict[str, str], default: str) -> str:
    """Return the anchor of an object by its class, or of the class above it; else `default`."""
    for kind in type(part).__mro__:
        package = kind.__module__.split(".")[1:2]
        for name in (kind.__name__, ".".join([*package, kind.__name__])):
            if name in anchors:
                return anchors[name]
    return default


@runtime_checkable
class ShowsPanels(Protocol):
    """The right column of the sell screen."""

    @property
    def paying(self) -> bool:
        """Whether a payment panel is shown."""

    def shows(self, *names: str) -> bool:
        """Whether one of the named panels is shown."""


def screen_anchor(screen: object) -> str:
    """Return the anchor of a screen of the till, by what it shows now."""
    anchor = anchor_of(screen, SCREENS, "sell")
    column, pages = getattr(screen, "right_column", None), getattr(screen, "pages", None)
    if isinstance(column, ShowsPanels) and column.paying:
        return "pay-qris" if column.shows("qris") else "pay-cash"
    if anchor == SCREENS["TillScreen"] and isinstance(pages, QStackedWidget):
        return anchor_of(pages.currentWidget(), TILL_PANELS, anchor)
    return anchor
