"""The office's list of buyers, its messages, and the files that it hands out."""

from __future__ import annotations

from pathlib import Path

import pytest
from office.test_order_settlement import Fair

from pos_app.domain.contact import Contact
from pos_app.services.office import buyer_list
from pos_app.services.office.buyer_list import Buyer
from pos_app.services.office.buyers import NONE, OPEN, BuyerContact
from pos_app.services.office.order_decisions import set_progress


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    found = Fair(tmp_path)
    found.close()
    return found


def test_the_list_has_what_to_make_by_when_and_a_message_in_both_languages(fair: Fair) -> None:
    set_progress(fair.book, fair.number, "agreed", fair.clock)
    found = buyer_list.buyer_list(fair.book, fair.clock)
    (buyer,) = found.buyers
    assert (buyer.due, buyer.what, str(buyer.progress)) == (
        "2023-11-20",
        "3 × Kalung manik",
        "agreed",
    )
    assert buyer.contact.state == NONE
    assert not found.inquiries
    for lang, word in (("id", "uang muka"), ("en", "deposit")):
        words = buyer.message(found.event, lang)  # type: ignore[arg-type]
        assert word in words
        assert "Rp550.000" in words
        assert "20 November 2023" in words
        assert fair.number in words


def test_the_sheet_says_whether_it_holds_personal_data(fair: Fair, tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    for contacts, word in ((False, "Without names"), (True, "personal data")):
        file = tmp_path / f"{contacts}.xlsx"
        buyer_list.write_sheet(fair.book, file, fair.clock, "en", contacts=contacts)
        book = CalamineWorkbook.from_path(str(file))
        cells = str(book.get_sheet_by_index(0).to_python())
        assert word in cells
        assert fair.number in cells
        assert ("Contact" in cells) is contacts


def test_a_card_escapes_what_a_buyer_wrote(monkeypatch: pytest.MonkeyPatch, fair: Fair) -> None:
    found = buyer_list.buyer_list(fair.book, fair.clock)
    person = Contact("Dawson, Claire; 🎉", "+61 400 000 000", "galeri\r\nEND:VCARD")
    (first,) = found.buyers
    values = (first.number, first.maker, first.maker_name, BuyerContact(OPEN, person))
    buyer = Buyer(*values, first.progress, order=first.order)
    told = buyer_list.BuyerList(found.event, found.orders, (buyer, first), found.mark)
    monkeypatch.setattr(buyer_list, "buyer_list", lambda *_: told)
    file = fair.folder / "cards.vcf"
    assert buyer_list.write_cards(fair.book, file, fair.clock) == 1
    card = file.read_bytes().decode()
    assert "FN:Dawson\\, Claire\\; 🎉\r\n" in card
    assert "TEL:+61 400 000 000\r\n" in card
    assert card.count("\r\nEND:VCARD\r\n") == 1
