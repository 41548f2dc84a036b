"""Maintains the translations of the windows with Qt's tools.

    python build_spec/translations.py               add new texts to resources/i18n/*.ts, drop old
    python build_spec/translations.py check         list missing and obsolete texts; status 1 if any
    python build_spec/translations.py release DIR   compile the .ts to .qm for a frozen build

Other languages are translated completely. English is the source language, and `en.ts` has only the
plural forms.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "resources" / "i18n"
SOURCE_LANGUAGE = "en"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


def languages() -> list[str]:
    """Return the languages that have a .ts file; to add one, copy another's."""
    return sorted((path.stem for path in TEXTS.glob("*.ts")), reverse=True)


class Text(NamedTuple):
    """One text of the source, with the name of the class that uses it."""

    context: str
    source: str
    numerus: bool


def tool(name: str) -> str:
    """Return the path of a Qt tool, preferably of the running Python's environment."""
    beside = Path(sys.executable).parent
    found = shutil.which(name, path=str(beside)) or shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is not installed")
    return found


def source_texts() -> list[Text]:
    """Return every text in `ui` that lupdate finds."""
    files = sorted(str(path) for path in (ROOT / "ui").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.ts"
        subprocess.run(
            [tool("pyside6-lupdate"), "-silent", *files, "-ts", str(path)],
            check=True,
            capture_output=True,
        )
        return [text for text, _ in read(path)]


def read(path: Path) -> list[tuple[Text, list[str]]]:
    """Return the texts of a .ts file with their translations: one, or one for each plural form."""
    found = []
    # The file is part of the project, so the XML is trusted.
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            numerus = message.get("numerus") == "yes"
            text = Text(name, message.findtext("source", ""), numerus)
            translation = message.find("translation")
            forms: list[str] = []
            if translation is not None:
                plural = [form.text or "" for form in translation.iter("numerusform")]
                forms = plural if numerus else [translation.text or ""]
            found.append((text, [form for form in forms if form]))
    return found


def wanted(language: str) -> list[Text]:
    """Return the texts that a language needs: all, but only the plurals for English."""
    return [text for text in source_texts() if language != SOURCE_LANGUAGE or text.numerus]


def differences(language: str, texts: list[Text]) -> tuple[list[Text], list[Text]]:
    """Return the texts that `language` lacks, and those that are obsolete."""
    held = {text: forms for text, forms in read(TEXTS / f"{language}.ts")}
    missing = [text for text in texts if not held.get(text)]
    return missing, [text for text in held if text not in set(texts)]


def write(language: str, held: dict[Text, list[str]]) -> None:
    """Write the .ts file of a language, with contexts sorted by name."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage=SOURCE_LANGUAGE)
    contexts: dict[str, ET.Element] = {}
    for text, forms in sorted(held.items(), key=lambda item: item[0].context):
        if text.context not in contexts:
            contexts[text.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[text.context], "name").text = text.context
        attributes = {"numerus": "yes"} if text.numerus else {}
        message = ET.SubElement(contexts[text.context], "message", attributes)
        ET.SubElement(message, "source").text = text.source
        translation = ET.SubElement(message, "translation")
        if not forms:
            translation.set("type", "unfinished")
        elif text.numerus:
            for form in forms:
                ET.SubElement(translation, "numerusform").text = form
        else:
            translation.text = forms[0]
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    (TEXTS / f"{language}.ts").write_text(f"{HEAD}{body}\n", encoding="utf-8")


def update() -> int:
    """Update all .ts files from the source; print the texts without a translation."""
    left = 0
    for language in languages():
        held = dict(read(TEXTS / f"{language}.ts"))
        texts = {text: held.get(text, []) for text in wanted(language)}
        write(language, texts)
        for text in (text for text, forms in texts.items() if not forms):
            print(f"{language}: {text.context}: {text.source}")
            left += 1
    return 1 if left else 0


def check() -> int:
    """Print missing and obsolete texts; return 1 if there are any."""
    wrong = 0
    for language in languages():
        missing, gone = differences(language, wanted(language))
        for word, texts in (("missing", missing), ("gone", gone)):
            for text in texts:
                print(f"{language}: {word}: {text.context}: {text.source}")
        wrong += len(missing) + len(gone)
    return 1 if wrong else 0


def release(folder: Path) -> int:
    """Compile every .ts to a .qm in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(TEXTS.glob("*.ts")):
        target = folder / f"{path.stem}.qm"
        command = [tool("pyside6-lrelease"), "-silent", str(path), "-qm", str(target)]
        subprocess.run(command, check=True)
        print(target)
    return 0


def main(words: list[str]) -> int:
    """Run a command; return the exit status."""
    if words == ["check"]:
        return check()
    if len(words) == 2 and words[0] == "release":
        return release(Path(words[1]))
    if words:
        print(__doc__)
        return 2
    return update()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
