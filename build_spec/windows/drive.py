"""A drive through the real window of the Windows program, under Wine on a display of its own.

    python build_spec/windows/drive.py FOLDER           drive both; pictures come into FOLDER
    python build_spec/windows/drive.py FOLDER office    only the office's window; `till`, the till's

It needs Xvfb, xdotool and ImageMagick's `import`. The till's folder belongs to a person whose name
has a blank and an umlaut. A step that does not come about ends the drive, is named, and the status
is 1.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import wine

SCREEN = "1366x768x24"
PATIENCE_S = 120
OFFICE = "Kantor|Office"
PERSON = "Bu Sitä Müller"
SKU = "MNK-0101"
FAIR = ("--stands", "2", "--days", "2", "--sales", "4")
GOODS = f"sku,name,category,maker,price_rp,stock\n{SKU},Gelang manik,Manik-manik,Teritip,15000,9\n"


class DriveError(Exception):
    """A step did not come about; the text says which."""


@contextmanager
def display() -> Iterator[None]:
    """A display without a screen, on which a window of Wine is drawn."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        os.environ["DISPLAY"] = ":" + server.stdout.readline().decode().strip()
        try:
            yield
        finally:
            server.terminate()


class Drive:
    """The program of Windows, its window, and a hand that types into it."""

    def __init__(self, home: Path, pictures: Path) -> None:
        self.folder = home / PERSON / "kasir"
        self.pictures = pictures
        self.env = wine.environment(QT_QPA_PLATFORM="windows", WINEPREFIX=str(wine.HOME / "window"))

    def program(self, *words: str) -> list[str]:
        """Return the command that runs the till's program with these words under Wine."""
        data = ["--data", wine.windows_path(self.folder)]
        start = ["wine", str(wine.HOME / "python" / "python.exe"), "-m", "pos_app.cli.start"]
        return [*start, *data, *words]

    def command(self, *words: str) -> str:
        """Run a command of the till; return what it printed. Raises DriveError."""
        # Where there is no console, only pipes are streams that Wine can give it.
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        found = subprocess.run(self.program(*words), env=self.env, input=b"", check=False, **pipes)
        said = found.stdout.decode("utf-8", "replace")
        if found.returncode:
            raise DriveError(f"{' '.join(words)}: {said}")
        return said

    @contextmanager
    def window(self, name: str, *words: str) -> Iterator[str]:
        """Open a window of the program; its id for xdotool. It is closed as a person does it."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        with subprocess.Popen(self.program(*words), env=self.env, **pipes) as process:
            try:
                found = self.wait(f"a window with {name}", lambda: self._find(name)).split()[-1]
                time.sleep(3)
                yield found
                self.keys(found, "alt+F4")
                self.wait("the end of the program", lambda: str(process.poll() is not None or ""))
            except DriveError:
                for number, each in enumerate(self._find(".").split()):
                    self.picture(each, f"stopped-{number}")
                raise
            finally:
                with suppress(ProcessLookupError):
                    process.terminate()

    def _find(self, name: str) -> str:
        """Return the visible windows with this name, one a line."""
        return self._tool("search", "--onlyvisible", "--name", name)

    def wait(self, what: str, seen: Callable[[], str]) -> str:
        """Wait until `seen` returns a text, and return it. Raises DriveError."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if found := seen():
                return found
            time.sleep(1)
        raise DriveError(f"waited {PATIENCE_S} s for {what}")

    def _tool(self, *words: str) -> str:
        found = subprocess.run(["xdotool", *words], stdout=subprocess.PIPE, check=False)
        return found.stdout.decode()

    def keys(self, window: str, *names: str) -> None:
        """Press keys in the window, as a person does: one after another."""
        self._tool("windowfocus", window)
        for name in names:
            self._tool("key", "--delay", "120", name)
            time.sleep(0.5)

    def type(self, window: str, text: str) -> None:
        """Type a text into the window, slower than a scanner."""
        self._tool("windowfocus", window)
        self._tool("type", "--delay", "150", text)
        time.sleep(1)

    def answer_file_dialog(self, window: str, path: Path) -> None:
        """Give the file dialog of Windows that opens above `window` a path, and accept it."""

        def dialog() -> str:
            return " ".join(each for each in self._find(".").split() if each != window)

        found = self.wait("a file dialog", dialog).split()[-1]
        time.sleep(3)
        self.picture(found, f"dialog-{path.stem}")
        self._tool("key", "Home", "shift+End")  # over the name that is proposed
        self._tool("type", "--delay", "80", wine.windows_path(path))
        self._tool("key", "Return")
        self.wait("the end of the file dialog", lambda: "" if dialog() else "ended")

    def written(self, folder: Path, pattern: str) -> list[Path]:
        """Wait for files and return them: they are there, and none has grown for two seconds."""

        def whole() -> str:
            sizes = [path.stat().st_size for path in folder.rglob(pattern)]
            time.sleep(2)
            same = sizes == [path.stat().st_size for path in folder.rglob(pattern)]
            return "yes" if sizes and all(sizes) and same else ""

        self.wait(f"{pattern} in {folder.name}", whole)
        return sorted(folder.rglob(pattern))

    def picture(self, window: str, name: str) -> None:
        """Save a picture of the window."""
        path = self.pictures / f"{name}.png"
        subprocess.run(["import", "-window", window, str(path)], check=False)

    def is_complete(self, book: Path) -> str:
        """Return a word where the book says that it has every day file, else an empty text."""
        words = ("office", "status", wine.windows_path(book), "--json")
        return "complete" if json.loads(self.command(*words))["complete"] else ""

    def sales(self) -> int:
        """Return how many sales the till has stored."""
        return len(json.loads(self.command("sales", "--json"))["sales"])


def drive_till(it: Drive, home: Path) -> None:
    """First start, a sale in each of two runs, labels, close, export to a folder, another start.

    Raises DriveError.
    """
    with it.window("Siapkan|Set up") as window:
        it.picture(window, "first-start")
    it.command("setup", "--event", "NUSAKRAF23", "--stand", "A07", "--till", "1")
    goods = home / "barang baru.csv"
    goods.write_text(GOODS, "utf-8")
    it.command("catalogue", "import", wine.windows_path(goods))
    it.command("till", "open", "--float", "250000")
    for number in (1, 2):
        with it.window("A07") as window:
            it.type(window, SKU)
            it.keys(window, "Return", "Return", "Return")
            time.sleep(2)
            it.picture(window, f"sale-{number}")
        if it.sales() != number:
            raise DriveError(f"{it.sales()} sales after {number}")
    labels = home / "label gelang.pdf"
    with it.window("A07") as window:
        it.keys(window, "ctrl+4")
        it.type(window, SKU)
        it.keys(window, "Return", "F8")
        it.answer_file_dialog(window, labels)
        it.written(home, labels.name)
        it.picture(window, "labels")
    if not labels.read_bytes().startswith(b"%PDF"):
        raise DriveError("the labels are no PDF")
    closed = json.loads(it.command("till", "close", "--counted", "280000", "--json"))
    stick = home / "STIK MERAH"
    stick.mkdir()
    it.command("export", "--day", closed["day"], "--to", wine.windows_path(stick))
    if len(list(stick.rglob("*.zip"))) != 1:
        raise DriveError(f"the stick holds {list(stick.rglob('*'))}")
    with it.window("A07") as window:
        it.keys(window, "ctrl+6")
        it.picture(window, "closed")


def drive_office(it: Drive, home: Path) -> None:
    """Merge the files of a fair that came as one ZIP, then the statements and the report.

    Raises DriveError.
    """
    fair, book, out = home / "pameran", home / "buku besar.book", home / "laporan"
    out.mkdir()
    it.command("demo", wine.windows_path(fair), *FAIR)
    event = wine.windows_path(fair / "event.toml")
    it.command("office", "init", wine.windows_path(book), "--event", event)
    sent = Path(shutil.make_archive(str(home / "dari stan"), "zip", fair / "dayfiles"))
    with it.window(OFFICE, "office", "window", wine.windows_path(book)) as window:
        it.picture(window, "office-empty")
        it.keys(window, "ctrl+o")
        it.answer_file_dialog(window, sent)
        it.wait("the day files in the book", lambda: it.is_complete(book))
        time.sleep(5)
        it.picture(window, "office-merged")
        it.keys(window, "ctrl+3", "F3")
        time.sleep(5)
        it.picture(window, "office-statements")
        it.keys(window, "F8")
        it.answer_file_dialog(window, out / "semua setoran.pdf")
        it.written(out, "semua setoran.pdf")
        it.keys(window, "ctrl+4", "F10")
        it.answer_file_dialog(window, out)
        found = {path.name for path in it.written(out, "report.*")}
        time.sleep(3)
        it.picture(window, "office-report")
    if found != {"report.pdf", "report.xlsx"} or not list(out.rglob("settlement/*.pdf")):
        raise DriveError(f"the report's folder holds {sorted(out.rglob('*'))}")


def drive(home: Path, pictures: Path, parts: list[str]) -> None:
    """Drive the parts that are named, `till` and `office`. Raises DriveError."""
    it = Drive(home, pictures)
    it.folder.parent.mkdir(parents=True)
    subprocess.call(["wine", "wineboot", "-i"], env=it.env, stdin=subprocess.DEVNULL)
    for part in parts:
        {"till": drive_till, "office": drive_office}[part](it, home)


def main(words: list[str]) -> int:
    """Make the environment and drive; return the exit status."""
    pictures = Path(words[0] if words else "build/drive")
    pictures.mkdir(parents=True, exist_ok=True)
    try:
        wine.make()
        with tempfile.TemporaryDirectory() as home, display():
            drive(Path(home), pictures, words[1:] or ["till", "office"])
    except (DriveError, wine.WineError) as reason:
        print(reason, file=sys.stderr)
        return 1
    print("The window was driven through on Windows' own platform; pictures: " + str(pictures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
