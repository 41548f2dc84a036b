"""File dialogs open where a person keeps files, never in the program's own folder."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

import ui
from ui.translate import use_language
from ui.widgets import file_dialogs
from ui.widgets.file_dialogs import ask_folder, ask_open, ask_open_several, ask_save

DIALOGS = ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory")


class Person:
    """Answers every file dialog with `answer`; notes where each one opened."""

    def __init__(self) -> None:
        self.answer: Path | None = None
        self.opened: list[Path] = []
        self.titles: list[str] = []

    def file(self, _parent: QWidget, title: str, at: str, _kinds: str) -> tuple[str, str]:
        self.opened.append(Path(at))
        self.titles.append(title)
        return str(self.answer or ""), ""

    def files(self, *words: object) -> tuple[list[str], str]:
        name = self.file(*words)[0]  # type: ignore[arg-type]
        return [name] if name else [], ""

    def folder(self, parent: QWidget, title: str, at: str) -> str:
        return self.file(parent, title, at, "")[0]


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(file_dialogs.LastFolder, "chosen", None)
    found = Person()
    answers = (found.file, found.files, found.file, found.folder)
    for name, answer in zip(DIALOGS, answers, strict=True):
        monkeypatch.setattr(QFileDialog, name, answer)
    return found


@pytest.fixture
def documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(place))
    found.mkdir(parents=True, exist_ok=True)
    return found


def test_without_a_documents_folder_the_first_dialog_opens_in_the_persons_own(
    person: Person, monkeypatch: pytest.MonkeyPatch, qapp: object, tmp_path: Path
) -> None:
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
    places = {QStandardPaths.StandardLocation.DocumentsLocation: str(tmp_path / "none")}
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda each: places.get(each, home))
    assert ask_open(QWidget(), "") is None
    assert person.opened == [Path(home)]


def test_the_first_dialog_opens_in_the_documents_folder(
    person: Person, documents: Path, qapp: object
) -> None:
    parent = QWidget()
    assert ask_open(parent, "") is None
    assert ask_open_several(parent, "") == []
    assert ask_save(parent, "", "laporan.xlsx", "*.xlsx") is None
    assert ask_folder(parent, "") is None
    assert person.opened == [documents, documents, documents / "laporan.xlsx", documents]


def test_a_later_dialog_opens_where_the_last_file_was(
    person: Person, documents: Path, qapp: object, tmp_path: Path
) -> None:
    parent, stick = QWidget(), tmp_path / "STIK"
    stick.mkdir()
    person.answer = stick / "hari.zip"
    assert ask_open_several(parent, "") == [stick / "hari.zip"]
    assert ask_open(parent, "") == stick / "hari.zip"
    person.answer = tmp_path
    assert ask_folder(parent, "") == tmp_path
    ask_folder(parent, "", str(stick))  # a place that is given goes before
    assert person.opened == [documents, stick, stick, stick]
    person.answer = stick / "hari.zip"
    ask_open(parent, "")
    stick.rmdir()  # pulled out
    ask_open(parent, "")
    assert person.opened[-1] == documents


def test_a_dialog_has_a_title_in_the_windows_language(
    person: Person, styled_app: QApplication
) -> None:
    use_language("id")
    ask_save(QWidget(), "", "a.pdf", "*.pdf")
    ask_open(QWidget(), "")
    ask_open(QWidget(), "Berkas harian")
    assert person.titles == ["Simpan sebagai", "Buka", "Berkas harian"]


def test_a_name_without_a_suffix_gets_the_proposed_one(
    person: Person, qapp: object, tmp_path: Path
) -> None:
    person.answer = tmp_path / "laporan"
    assert ask_save(QWidget(), "", "a.xlsx", "*.xlsx") == tmp_path / "laporan.xlsx"
    person.answer = tmp_path / "laporan.db"
    assert ask_save(QWidget(), "", "a.book", "*.book *.db") == tmp_path / "laporan.db"


def test_no_window_asks_for_a_file_in_another_way() -> None:
    assert ui.__file__ is not None
    found = [
        path.name
        for path in Path(ui.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in DIALOGS
    ]
    assert found == ["file_dialogs.py"] * len(DIALOGS)
