"""Set up and start the till on a machine that only has Python 3.11 or newer.

    python3 run.py          set up what is missing, then open the till with a practice stand
    python3 run.py setup    set up only
    python3 run.py test     set up, then run the tests on all cores (more words go to pytest)
    python3 run.py test --latest     the same without the pinned versions, on the newest of each
    python3 run.py test --windows    the same tests on a Windows Python under Wine (docs/windows.md)
    python3 run.py ship     set up, then make the installers of both systems (docs/shipping.md)
    python3 run.py check    set up, then check format, lint, types and imports, without the tests
    python3 run.py bench    set up, then measure how fast it is, as ratios (docs/performance.md);
                            --quick: the small form; --only GROUP …; --write-docs: onto the page

Standard library only. The syntax is valid in every Python 3 (for example no f-strings), so that an
old version can print which one is needed instead of a syntax error.
"""

import sys

NEEDED = (3, 11)


def too_old(version):
    """Return the message for a Python that is too old, else an empty text."""
    if tuple(version[:2]) >= NEEDED:
        return ""
    return "The till needs Python {}.{} or newer; this is Python {}.{}.".format(
        NEEDED[0], NEEDED[1], version[0], version[1]
    )


if too_old(sys.version_info):
    sys.stderr.write(too_old(sys.version_info) + "\n")
    sys.exit(2)

import hashlib
import importlib.util
import os
import shutil
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# Set by `test --latest`: another environment, of the newest versions that can be had.
LATEST = os.environ.get("POS_APP_LATEST") == "1"
VENV = ROOT / (".venv-latest" if LATEST else ".venv")
PRACTICE = ROOT / ".practice"
PROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "build_spec" / "constraints.txt"
TRANSLATIONS = ROOT / "build_spec" / "translations.py"
WINE = ROOT / "build_spec" / "windows" / "wine.py"
SHIP = ROOT / "build_spec" / "ship" / "ship.py"
BENCH = ROOT / "tests" / "bench" / "command.py"
TEXTS = ROOT / "resources" / "i18n"
STAMP = VENV / "pos-app-setup.sha256"
WINDOWS = os.name == "nt"

# The system libraries that Qt loads on Linux, and the Debian package of each. The first six are
# always needed; the others are needed for windows on X.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}
ALWAYS_NEEDED = frozenset(list(LIBRARIES)[:6])

FIND_MISSING = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""
OPEN_DISPLAY = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
dead = app.platformName() in ("offscreen", "minimal") or app.primaryScreen() is None
sys.exit(1 if dead else 0)
"""
# What `check` runs, in this order: the name of the check, the program and its arguments.
CHECKS = (
    ("format", "ruff", ["format", "--check", "."]),
    ("lint", "ruff", ["check", "."]),
    ("types", "mypy", []),
    ("imports", "lint-imports", []),
)
# Tests with these markers measure time or start many processes, so they run in one process.
ONE_PROCESS_MARKERS = ("bench", "fuzz", "mutants", "ship", "spark")
NOT_PASSED_ON = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
VENV_IS_USABLE = "import pip, sys; sys.exit(sys.version_info < ({}, {}))".format(*NEEDED)


class SetupError(Exception):
    """Set-up failed; the text tells the user what to do."""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def program(name: str) -> Path:
    """Return the path of a program in the virtual environment."""
    return VENV / "Scripts" / (name + ".exe") if WINDOWS else VENV / "bin" / name


def environment(**more: str) -> "dict[str, str]":
    """Return the environment of child processes: no foreign packages, caches inside the project.

    Modules are compiled once, not again in each of the hundreds of processes that tests start.
    """
    kept = {key: value for key, value in os.environ.items() if key not in NOT_PASSED_ON}
    return dict(kept, XDG_CACHE_HOME=str(PRACTICE / "cache"), **more)


# --- Debian packages ---


def is_debian(os_release: str) -> bool:
    """Return whether this text of /etc/os-release is from Debian, Ubuntu or a derivative."""
    for line in os_release.splitlines():
        key, _, value = line.partition("=")
        if key in ("ID", "ID_LIKE") and {"debian", "ubuntu"} & set(value.strip("\"'").split()):
            return True
    return False


def install_line(packages: "list[str]") -> str:
    """Return the command line by which a user can install the packages."""
    return "sudo apt-get update && sudo apt-get install -y " + " ".join(packages)


def install_packages(packages: "list[str]") -> bool:
    """Install Debian packages if running as root on Debian; return whether it succeeded."""
    about = Path("/etc/os-release")
    if WINDOWS or os.geteuid() != 0 or not about.is_file() or not shutil.which("apt-get"):
        return False
    if not is_debian(about.read_text("utf-8")):
        return False
    say("Installing system packages: " + " ".join(packages))
    env = environment(DEBIAN_FRONTEND="noninteractive")
    # An unreachable package source may not matter, so only the installation is checked.
    subprocess.call(["apt-get", "update", "-qq"], env=env)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return subprocess.call(command, env=env, stdout=subprocess.DEVNULL) == 0


# --- The virtual environment ---


def fingerprint(*parts: bytes) -> str:
    """Return one SHA-256 (hex) over all parts."""
    found = hashlib.sha256()
    for part in parts:
        found.update(hashlib.sha256(part).digest())
    return found.hexdigest()


def wanted_stamp() -> str:
    """Return the stamp of a set-up: a hash of packages, pinned versions, Python and folder."""
    python = "{}.{}".format(*sys.version_info[:2])
    # What is newest is asked once a day.
    pins = time.strftime("%Y-%m-%d").encode() if LATEST else CONSTRAINTS.read_bytes()
    return fingerprint(PROJECT.read_bytes(), pins, python.encode(), os.fsencode(ROOT))


def is_set_up() -> bool:
    """Return whether a set-up was finished and nothing it depends on has changed."""
    stamped = STAMP.is_file() and STAMP.read_text("ascii").strip() == wanted_stamp()
    return stamped and program("pos-app").is_file() and venv_is_usable()


def venv_is_usable() -> bool:
    """Return whether there is a working virtual environment with pip and a new enough Python."""
    if not program("python").exists():
        return False
    command = [str(program("python")), "-c", VENV_IS_USABLE]
    return subprocess.call(command, env=environment(), stderr=subprocess.DEVNULL) == 0


def make_venv() -> None:
    """Create the virtual environment. Raises SetupError."""
    if importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        if not install_packages([package]):
            line = install_line([package])
            raise SetupError("This Python lacks its venv part. On Debian, run:\n  " + line)
    say("Making the virtual environment " + VENV.name)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.call(command, env=environment()) != 0:
        raise SetupError("The virtual environment could not be made; the reason is above.")


def install_project(extra: str = "") -> None:
    """Install the project, editable, with pinned versions. Raises SetupError.

    `extra` is a group of packages beside those of the tests.
    """
    command = [str(program("python")), "-m", "pip", "install", "--quiet", "--no-cache-dir"]
    command += ["--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    newest = ["--upgrade", "--upgrade-strategy", "eager"]
    command += newest if LATEST else ["-c", str(CONSTRAINTS)]
    command += ["-e", str(ROOT) + "[" + ",".join(filter(None, ("test", extra))) + "]"]
    if subprocess.call(command, cwd=str(ROOT), env=environment(PIP_USER="0")) != 0:
        raise SetupError(
            "The packages could not be installed; the reason is above.\n"
            "This step needs the network. Once it has worked, no start needs it again."
        )


def texts_are_stale() -> bool:
    """Return whether a text was changed after it was compiled, or was never compiled."""
    made = {path: path.with_suffix(".qm") for path in TEXTS.glob("*.ts")}
    return any(
        not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
        for source, compiled in made.items()
    )


def compile_texts() -> None:
    """Compile the translations, which makes the start faster; the app also works without it."""
    command = [str(program("python")), str(TRANSLATIONS), "release", str(TEXTS)]
    subprocess.call(command, cwd=str(ROOT), env=environment(), stdout=subprocess.DEVNULL)


def set_up_venv() -> None:
    """Create or update the virtual environment if something has changed. Raises SetupError."""
    if is_set_up():
        return
    started = time.monotonic()
    if not venv_is_usable():
        make_venv()
    STAMP.unlink(missing_ok=True)
    say("Fetching and installing the packages (some 200 MB, only this once)")
    install_project()
    STAMP.write_text(wanted_stamp() + "\n", "ascii")
    say("Installed in {:.0f} s".format(time.monotonic() - started))


# --- What Qt needs of the system ---


def missing_libraries() -> "list[str]":
    """Return the system libraries of Qt that cannot be loaded (Linux only)."""
    if not sys.platform.startswith("linux"):
        return []
    command = [str(program("python")), "-c", FIND_MISSING, *LIBRARIES]
    return subprocess.check_output(command, env=environment(), text=True).split()


def set_up_libraries() -> None:
    """Install missing system libraries, or print how to. Raises SetupError if Qt cannot run."""
    missing = missing_libraries()
    if missing and install_packages([LIBRARIES[name] for name in missing]):
        missing = missing_libraries()
    if not missing:
        return
    say("System libraries are missing: " + " ".join(missing))
    say("On Debian or Ubuntu, please run:")
    say("  " + install_line([LIBRARIES[name] for name in missing]))
    if ALWAYS_NEEDED & set(missing):
        raise SetupError("Then start again.")


def has_display() -> bool:
    """Return whether a window can be shown.

    Qt aborts the process if the display does not work, so a child process tests it.
    """
    if not sys.platform.startswith("linux"):
        return True
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    command = [str(program("python")), "-c", OPEN_DISPLAY]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.call(command, env=environment(), timeout=30, **quiet) == 0
    except subprocess.TimeoutExpired:
        return False


# --- The commands ---


def set_up() -> None:
    """Set up everything that is missing. Raises SetupError."""
    set_up_venv()
    if texts_are_stale():
        compile_texts()
    set_up_libraries()


def start() -> int:
    """Open the till with a practice stand, or play a day off screen where there is no display.

    Returns the exit status.
    """
    PRACTICE.mkdir(exist_ok=True)
    pos_app = str(program("pos-app"))
    if has_display():
        say("Opening the till with a practice stand, in .practice")
        command = [pos_app, "--data", str(PRACTICE / "till"), "window", "--demo"]
        return subprocess.call(command, env=environment())
    say("There is no display here: a practice day is played off screen instead.")
    out = PRACTICE / time.strftime("offscreen-day-%Y%m%d-%H%M%S")
    env = environment(QT_QPA_PLATFORM="offscreen")
    return subprocess.call([pos_app, "offscreen-day", "--out", str(out)], env=env)


def asks_for_one_process(markers: str) -> bool:
    """Whether a marker expression such as `soak or bench` asks for tests that run alone."""
    return any(name in markers and "not " + name not in markers for name in ONE_PROCESS_MARKERS)


def marker_of(arguments: "list[str]") -> str:
    """Return the marker expression among the words for pytest; empty where there is none."""
    for place, word in enumerate(arguments):
        if word.startswith("-m"):
            return word[2:] or " ".join(arguments[place + 1 :][:1])
    return ""


def set_up_spark() -> None:
    """Install PySpark, once, for the tests that ask for it by name. Raises SetupError."""
    found = [str(program("python")), "-c", "import pyspark"]
    if subprocess.call(found, env=environment(), stderr=subprocess.DEVNULL) == 0:
        return
    say("Fetching PySpark (some 450 MB, only this once); its tests need Java as well")
    install_project("spark")


def parallel_options(arguments: "list[str]") -> "list[str]":
    """The pytest options that spread the tests over all cores.

    Empty where the caller chooses the number of processes (`-n`), switches pytest-xdist off, asks
    for a marker that runs alone, or wants a debugger, which needs the terminal.
    """
    for word in arguments:
        if word.startswith(("-n", "--numprocesses", "--pdb", "--trace")) or "no:xdist" in word:
            return []
    if asks_for_one_process(marker_of(arguments)):
        return []
    return ["-n", "auto", "--dist", "worksteal"]


def test(arguments: "list[str]") -> int:
    """Run the tests with further arguments for pytest; return the exit status.

    `--windows` among them runs them on a Windows Python under Wine.
    """
    env = environment(QT_QPA_PLATFORM="offscreen")
    words = [word for word in arguments if word != "--windows"]
    if words == arguments and marker_of(words).strip() == "spark":
        set_up_spark()
    start = [str(WINE), "test"] if words != arguments else ["-m", "pytest"]
    command = [str(program("python")), *start, *parallel_options(words), *words]
    return subprocess.call(command, cwd=str(ROOT), env=env)


def test_latest(arguments: "list[str]") -> int:
    """Run the tests in an environment of the newest versions; return the exit status."""
    command = [sys.executable, str(ROOT / "run.py"), *arguments]
    return subprocess.call(command, env=dict(os.environ, POS_APP_LATEST="1"))


def check() -> int:
    """Run the checks at the same time; print the output of those that fail.

    Returns:
        0 if every check passes, 1 otherwise.
    """
    started = time.monotonic()
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    running = [
        (
            name,
            subprocess.Popen(
                [str(program(tool)), *options], cwd=str(ROOT), env=environment(), **pipes
            ),
        )
        for name, tool, options in CHECKS
    ]
    failed = 0
    for name, process in running:
        output, _ = process.communicate()
        say("{:<8} {}".format(name, "FAILED" if process.returncode else "ok"))
        if process.returncode:
            failed += 1
            say(output)
    say("Checked in {:.0f} s".format(time.monotonic() - started))
    return 1 if failed else 0


def ship(arguments: "list[str]") -> int:
    """Make what is handed out, into dist/; return the exit status."""
    command = [str(program("python")), str(SHIP), *arguments]
    return subprocess.call(command, cwd=str(ROOT), env=environment())


def bench(arguments: "list[str]") -> int:
    """Measure how fast it is; return the exit status: 1 if a figure is above its goal."""
    command = [str(program("python")), str(BENCH), *arguments]
    return subprocess.call(command, cwd=str(ROOT), env=environment(QT_QPA_PLATFORM="offscreen"))


VERBS = ("", "setup", "test", "ship", "check", "bench")
WITH_ARGUMENTS = ("test", "ship", "bench")


def main(arguments: "list[str]") -> int:
    """Run a command; return the exit status."""
    verb = arguments[0] if arguments else ""
    if verb not in VERBS or (verb not in WITH_ARGUMENTS and len(arguments) > 1):
        asked_for_help = verb in ("-h", "--help")
        print(__doc__.strip(), file=sys.stdout if asked_for_help else sys.stderr)
        return 0 if asked_for_help else 2
    if verb == "test" and "--latest" in arguments:
        return test_latest([word for word in arguments if word != "--latest"])
    try:
        set_up()
        if verb == "setup":
            say("Everything is set up. Start with: python3 run.py")
            return 0
        if verb == "check":
            return check()
        if verb == "ship":
            return ship(arguments[1:])
        if verb == "bench":
            return bench(arguments[1:])
        return test(arguments[1:]) if verb == "test" else start()
    except SetupError as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
