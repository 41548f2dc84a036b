"""The translators of the screen texts, from `.qm` files made by `lrelease`, or from `.ts` files.

The source texts are English literals; Indonesian is the default language.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

from pos_app.languages import SOURCE_LANGUAGE, LanguageCode, known_language
from pos_app.paths import resources_dir


def read_ts(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the non-empty translations of a `.ts` file by (context, source), singular first."""
    import xml.etree.ElementTree as ET  # only without compiled texts

    texts: dict[tuple[str, str], tuple[str, ...]] = {}
    # The file is one of ours, shipped with the program.
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            texts_of = tuple(form for form in forms or [translation.text or ""] if form)
            if texts_of:
                texts[name, message.findtext("source", "")] = texts_of
    return texts


class TsTranslator(QTranslator):
    """Translates from a `.ts` file; a missing text stays English."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._texts = read_ts(path) if path.exists() else {}

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        forms = self._texts.get((context, source))
        if forms is None:
            return source
        return forms[0] if n in (-1, 1) else forms[-1]

    def isEmpty(self) -> bool:
        return not self._texts


def translator_for(source: Path) -> QTranslator:
    """Return a translator for a `.ts` file: the `.qm` beside it, unless missing or older.

    A program that was installed has the `.qm` alone.
    """
    compiled = source.with_suffix(".qm")
    translator = QTranslator()
    if _is_fresh(compiled, source) and translator.load(str(compiled)):
        return translator
    return TsTranslator(source)


def _is_fresh(compiled: Path, source: Path) -> bool:
    try:
        made = compiled.stat().st_mtime
    except OSError:
        return False
    return not source.exists() or made >= source.stat().st_mtime


_installed: dict[LanguageCode, QTranslator] = {}


def use_language(language: str) -> None:
    """Install the translator of `language`, for windows that are built from now on."""
    for old in _installed.values():
        QCoreApplication.removeTranslator(old)
    known = known_language(language)
    translator = translator_for(resources_dir() / "i18n" / f"{known}.ts")
    _installed.clear()
    _installed[known] = translator
    QCoreApplication.installTranslator(translator)


def current_language() -> LanguageCode:
    """The language that windows speak now; the source's own before one was chosen."""
    return next(iter(_installed), SOURCE_LANGUAGE)
