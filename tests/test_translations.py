"""No window says what nobody translated, and what is filled in stays where it belongs."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from pos_app.languages import LANGUAGES

ROOT = Path(__file__).parents[1]
# How many forms a text with a count has in Qt's files.
PLURAL_FORMS = {"id": 1, "en": 2}
PLACES = re.compile(r"\{\w*\}|%n")


def load() -> ModuleType:
    path = ROOT / "build_spec" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


translations = load()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_source_is_translated_and_none_is_left_over(language: str) -> None:
    missing, gone = translations.differences(language, translations.wanted(language))
    assert missing == [] and gone == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_plural_forms_agree(language: str) -> None:
    held = translations.read(translations.TEXTS / f"{language}.ts")
    (forms,) = {len(said) for text, said in held if text.numerus}
    assert forms == PLURAL_FORMS.get(language, forms)
    for text, said in held:
        assert len(said) == (forms if text.numerus else 1), text
        for each in said:
            assert sorted(PLACES.findall(each)) == sorted(PLACES.findall(text.source)), text


def test_the_texts_compile_for_a_frozen_build(tmp_path: Path) -> None:
    assert translations.release(tmp_path) == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{language}.qm" for language in LANGUAGES
    }
    assert (tmp_path / "id.qm").stat().st_size > 10_000


def test_the_files_are_as_the_tool_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in LANGUAGES:
        path = translations.TEXTS / f"{language}.ts"
        before = path.read_text(encoding="utf-8")
        held = dict(translations.read(path))
        monkeypatch.setattr(translations, "TEXTS", tmp_path)
        translations.write(language, held)
        monkeypatch.undo()
        assert (tmp_path / f"{language}.ts").read_text(encoding="utf-8") == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_texts_say_the_same_as_their_source(language: str, tmp_path: Path) -> None:
    from ui.translate import TsTranslator, translator_for

    source = tmp_path / f"{language}.ts"
    shutil.copy(translations.TEXTS / source.name, source)
    subprocess.run([translations.tool("pyside6-lrelease"), "-silent", str(source)], check=True)
    compiled, plain = translator_for(source), TsTranslator(source)
    assert not isinstance(compiled, TsTranslator)
    for text, _ in translations.read(source):
        for n in (0, 1, 2, 7) if text.numerus else (-1,):
            asked = (text.context, text.source, None, n)
            assert compiled.translate(*asked) == plain.translate(*asked), text


def test_texts_that_were_edited_after_the_set_up_are_read_from_their_source(tmp_path: Path) -> None:
    from ui.translate import TsTranslator, translator_for

    source = tmp_path / "id.ts"
    shutil.copy(translations.TEXTS / "id.ts", source)
    assert isinstance(translator_for(source), TsTranslator)
    source.with_suffix(".qm").write_bytes(b"no texts at all")
    assert isinstance(translator_for(source), TsTranslator)
    subprocess.run([translations.tool("pyside6-lrelease"), "-silent", str(source)], check=True)
    later = source.stat().st_mtime + 60
    os.utime(source, (later, later))
    assert isinstance(translator_for(source), TsTranslator)


def test_the_files_of_the_windows_texts_are_of_the_languages_that_there_are() -> None:
    assert set(translations.languages()) == set(LANGUAGES)
