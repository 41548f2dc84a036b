"""The scenes of goods between stands, and of pieces that there is only one of."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pos_app.clock import stamp
from pos_app.dayfile.goods_note_code import goods_note_text
from pos_app.dayfile.signing import signer_of
from pos_app.domain.catalogue import Maker
from pos_app.domain.goods_note import GoodsLine, GoodsNote
from pos_app.domain.price_steps import PriceStep
from pos_app.services.catalogue import goods_intake, goods_notes
from pos_app.services.catalogue.goods_notes import SentNote
from pos_app.services.selling.unique_pieces import SoldTwice
from ui.gallery.stage import Scene, Stage


def goods_scenes() -> dict[str, Scene]:
    """The scenes by the names that follow `dialog-`."""
    return {
        "unique": unique,
        "goods-notes": notes,
        "goods-send": send,
        "goods-note": note,
        "goods-receive": receive,
        "goods-paste": paste,
    }


def unique(stage: Stage) -> QWidget:
    """The question about a piece that was sold before."""
    from ui.sell.unique_question import UniqueQuestion

    twice = SoldTwice("Patung blontang ulin", "A07-1-000012", stamp(stage.shop.clock.now()))
    return stage.show(UniqueQuestion(stage.session, twice))


def notes(stage: Stage) -> QWidget:
    """The list of all notes."""
    from ui.products.goods_notes_dialog import GoodsNotesDialog

    _sent(stage)
    return stage.show(GoodsNotesDialog(stage.session, stage.window))


def send(stage: Stage) -> QWidget:
    """The dialog in which goods are sent."""
    from ui.products.send_goods_dialog import SendGoodsDialog

    dialog = SendGoodsDialog(stage.session)
    dialog.to.setCurrentText("B02")
    dialog.carrier.setText("Pak Darto")
    for product, qty in zip(stage.session.products[:4], (3, 1, 2, 1), strict=False):
        dialog.goods.add(product, qty)
    return stage.show(dialog)


def note(stage: Stage) -> QWidget:
    """A note with its code."""
    from ui.products.goods_note_dialog import GoodsNoteDialog

    return stage.show(GoodsNoteDialog(stage.session, _sent(stage)))


def _sent(stage: Stage) -> list[SentNote]:
    found = goods_notes.sent_notes(stage.shop)
    if found:
        return found[:2]
    pieces = [(product.sku, 1 + n % 3) for n, product in enumerate(stage.session.products[:9])]
    return goods_notes.send_goods(stage.shop, "B02", pieces, "Pak Darto")


def receive(stage: Stage) -> QWidget:
    """What a note of another stand would bring."""
    from ui.products.receive_goods_dialog import ReceiveGoodsDialog

    key, own, known = signer_of(bytes(32)), stage.shop.identity, stage.session.products[0]
    lines = (
        GoodsLine(
            *("BK-01", "Tas anjat rotan halus motif kalung mandau", "Anyaman", "BK", 30, 275_000),
            1_000,
            steps=(PriceStep(10, 250_000), PriceStep(25, 225_000)),
        ),
        GoodsLine("BK-02", "Patung blontang ulin", "Ukir", "BK", 1, 900_000, 2_000, unique=True),
        replace(_line(known.sku, known.name, known.category), price=known.price, steps=known.steps),
    )
    makers = (Maker("BK", "Benuaq Karya"), Maker(known.maker, known.maker_name or known.maker))
    lines = (*lines[:2], replace(lines[2], maker=known.maker, share_bp=known.share_bp))
    made = GoodsNote(
        event=own.event,
        stand="B02",
        till="1",
        seat=0,
        till_id="b02",
        number=4,
        to=own.stand,
        carrier="Bu Rina",
        at=stamp(stage.shop.clock.now()),
        by="ANI",
        lines=lines,
        makers=makers,
        key=key.public_hex,
        training=own.training,
    )
    text = goods_note_text(made, key.sign)
    arrival = goods_intake.check_arrival(stage.shop, text)
    return stage.show(ReceiveGoodsDialog(stage.session, text, arrival))


def _line(sku: str, name: str, category: str) -> GoodsLine:
    return GoodsLine(sku, name, category, "", 2, 1, 0)


def paste(stage: Stage) -> QWidget:
    """The box for the text of a note, with what is said of one that is damaged."""
    from ui.products.receive_goods_dialog import PasteNoteDialog

    dialog = PasteNoteDialog(stage.session)
    dialog.text.setPlainText("POSGOODS1:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    dialog.try_to_accept()
    return stage.show(dialog)
