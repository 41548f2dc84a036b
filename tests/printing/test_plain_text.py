"""Layouts as text: wrapping, transliteration, and amounts that stay whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import MAX_AMOUNT, format_rupiah
from pos_app.printing.blocks import Align, Feed, Pair, Qr, Rule, Text
from pos_app.printing.plain_text import to_text
from pos_app.printing.wrap import printable, to_ascii, wrap

COLUMNS = (32, 42, 48, 64)
some_columns = st.sampled_from(COLUMNS)
some_amount = st.integers(-MAX_AMOUNT, MAX_AMOUNT).map(format_rupiah)


@given(st.text(), some_amount, some_columns, st.integers(0, 4), st.booleans())
def test_an_amount_stands_whole_at_the_right_edge(
    words: str, amount: str, columns: int, indent: int, ascii_only: bool
) -> None:
    text = to_text((Pair(words, amount, indent=indent),), columns, ascii_only=ascii_only)
    lines = text.split("\n")[:-1]
    assert lines[-1].endswith(amount)
    assert len(lines[-1]) == columns
    assert all(len(line) <= columns for line in lines)


@given(st.text(), some_columns, st.sampled_from(Align), st.integers(0, 4))
def test_text_keeps_every_word_and_no_line_is_too_long(
    words: str, columns: int, align: Align, indent: int
) -> None:
    text = to_text((Text(words, align, indent=indent),), columns)
    assert "".join(text.split()) == "".join(printable(words).split())
    assert all(len(line) <= columns for line in text.split("\n"))


@given(st.text(), some_columns)
def test_text_for_a_printer_is_ascii_without_control_characters(words: str, columns: int) -> None:
    text = to_text((Text(words), Pair(words, "1.000")), columns, ascii_only=True)
    assert re.fullmatch(r"[ -~\n]*", text)


@pytest.mark.parametrize(
    ("name", "ascii_name"),
    [
        ("Café Señor Größe", "Cafe Senor Grosse"),
        ("Rp50.000 → Rp45.000 – “nego”", 'Rp50.000 -> Rp45.000 - "nego"'),
        ("Łódź Đà Nẵng Ærø", "Lodz Da Nang AEro"),
        ("Gelang 手镯 merah", "Gelang ? merah"),
        ("Batu 💎💎✨ akik", "Batu ? akik"),
        ("مرحبا", "?"),
        ("Apa??? ½ m²", "Apa??? 1/2 m2"),
        ("Nongko\u0301", "Nongko"),
    ],
)
def test_names_stay_readable_in_ascii(name: str, ascii_name: str) -> None:
    assert to_ascii(printable(name)) == ascii_name


@pytest.mark.parametrize(
    "break_in", ["\n", "\r\n", "\t", "\x0b", "\x1b", "\u2028", "\x00", "\ud800"]
)
def test_a_line_break_in_a_name_starts_no_line(break_in: str) -> None:
    assert to_text((Text(f"Kalung{break_in}manik"),), 32) == "Kalung manik\n"


def test_a_direction_override_in_a_name_is_dropped() -> None:
    assert printable("Kalung \u202e000.54\u202c") == "Kalung 000.54"


def test_a_long_left_side_wraps_and_the_amount_stands_beside_its_end() -> None:
    pair = Pair("Kalung manik tiga baris motif burung enggang", "Rp185.000")
    assert to_text((pair,), 32) == (
        "Kalung manik tiga baris motif\nburung enggang         Rp185.000\n"
    )


def test_an_amount_that_does_not_fit_beside_the_words_has_its_own_line() -> None:
    pair = Pair("Pengembalian uang tunai", "Rp9.999.999.999")
    assert to_text((pair,), 32) == "Pengembalian uang tunai\n                 Rp9.999.999.999\n"


def test_rules_feeds_and_codes_have_their_lines() -> None:
    assert to_text((Rule(), Feed(2), Qr("A07-1-000123")), 16) == (
        "----------------\n\n\n [A07-1-000123]\n"
    )


def test_a_word_longer_than_the_paper_is_broken() -> None:
    assert wrap("ab cdefghij k", 4, len) == ["ab", "cdef", "ghij", "k"]
