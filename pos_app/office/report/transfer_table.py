"""The table of goods that went from one stand to another."""

from __future__ import annotations

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.transfers import Transfer, TransferState
from pos_app.office.report.table_words import made_table
from pos_app.printing.tables import Table
from pos_app.texts import texts_in


def transfer_tables(status: Status, lang: LanguageCode = DEFAULT_LANGUAGE) -> list[Table]:
    """A row for each product of each note; no table where no goods went between stands."""
    rows = [
        (
            *(each.day, each.note, each.sender, each.to, each.sku, each.name),
            *(each.qty, each.received, state_words(each, lang)),
        )
        for each in status.transfers
    ]
    columns = (
        "day:day note:text sender:text to:text sku:text name:text sent:count received:count"
        " state:text"
    )
    return [made_table("transfers", columns, rows, lang)] if rows else []


def state_words(transfer: Transfer, lang: LanguageCode) -> str:
    """What became of the goods, and whether the sender's file is not there."""
    words = texts_in("transfer_states", lang)
    found = [words[transfer.state]]
    if not transfer.has_sender and transfer.state is not TransferState.SENT:
        found.append(words["no_sender"])
    return ", ".join(found)


def transfer_text(transfer: Transfer, stand: str, lang: LanguageCode) -> str:
    """The goods in one line, as a panel of stand `stand` shows them; an arrow says which way."""
    way = f"← {transfer.sender}" if transfer.to == stand else f"→ {transfer.to}"
    goods = f"{transfer.qty} × {transfer.name or transfer.sku}"
    if transfer.state is TransferState.DIFFERS:
        goods = f"{transfer.received}/{goods}"
    return " · ".join((way, transfer.note, goods, state_words(transfer, lang)))
