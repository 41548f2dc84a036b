"""The bundle for help holds what helps, and no byte of what is a stand's own."""

from __future__ import annotations

import base64
import json
import logging
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from office.real_files import TOML
from support.commands import Till

from pos_app.clock import ManualClock, parse_stamp
from pos_app.log_events import EVENTS_NAME
from pos_app.logs import log_fault, log_to, stop_logging
from pos_app.services.support.bundle import Bundle, write_bundle

logger = logging.getLogger("pos_app.test")
CLOCK = ManualClock(parse_stamp("2023-10-25T20:00:00+08:00"))
PERSON, MAKER, PRODUCT, PHONE = "Rahmawati", "Kriya Suanti", "Kalung Gaharu", "081254509977"
AMOUNT, REFERENCE, NOTE = 7_351_900, "TRX-QWXZ-8841", "titip untuk Bu Lurahwati"
LEAD_PIN, FOLDER, FILE = "739154", "Budi Santosoputra", "Utang Hadiningrat.xlsx"


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    stop_logging()


@pytest.fixture
def till(tmp_path: Path) -> Till:
    """A till with everything in it that a stand has, in a folder with a person's name."""
    home = tmp_path / FOLDER / "OneDrive - Dinas"
    home.mkdir(parents=True)
    till = Till(home)
    assert till("setup", "--event", "EXPO23", "--stand", "A07", "--till", "1").exit_code == 0
    goods = "sku,name,category,maker,maker_name,maker_phone,price_rp,stock\n"
    goods += f"QZ91,{PRODUCT},Manik,M1,{MAKER},{PHONE},{AMOUNT},10\n"
    (home / "goods.csv").write_text(goods, "utf-8")
    assert till("catalogue", "import", str(home / "goods.csv"), "--skip-bad").exit_code == 0
    assert till("till", "open", "--float", "100000").exit_code == 0
    tenders = [{"method": "transfer", "amount": AMOUNT, "ref": REFERENCE}]
    sold = till.ring(lines=[{"code": "QZ91", "qty": 1}], tenders=tenders, note=NOTE)
    assert sold["ok"], sold
    (till.folder / "till" / FILE).write_text(PERSON)
    _seed_people(till.folder / "till")
    return till


def _seed_people(folder: Path) -> None:
    from pos_app.domain.staff import Person, Role
    from pos_app.services import staff
    from pos_app.services.shop.shop import open_shop

    with open_shop(folder, CLOCK) as shop:
        lead = staff.save_person(shop, Person("L1", PERSON, Role.LEAD))
        staff.set_pin(shop, lead.code, LEAD_PIN)
        shop.settings.set("receipt_footer", f"{NOTE} {PHONE}")
        shop.settings.set("printer_address", f"file:///home/{FOLDER}/out.bin")
        shop.settings.set("export_folder", f"C:/Users/{FOLDER}")
        shop.settings.set("drawer_limit", str(AMOUNT))
        shop.settings.set("theme", "dark")


def stumble(folder: Path) -> str:
    """Logs and crashes with everything that is secret in the words; returns the crash's code."""
    log_to(folder)
    logger.warning("%s is not read: %s", folder / FILE, OSError(28, f"full {PERSON}", FILE))
    logging.getLogger("PIL.Image").warning("cannot read " + FILE)
    try:
        try:
            raise KeyError(f"{PRODUCT} {AMOUNT}")
        except KeyError as error:
            raise ValueError(f"{PERSON} {LEAD_PIN} {PHONE} {REFERENCE} {NOTE}") from error
    except ValueError as error:
        return log_fault(error)


def secrets(folder: Path) -> list[bytes]:
    """Every secret of the till, as it may stand in a file."""
    words = [PERSON, MAKER, "Suanti", PRODUCT, "Gaharu", PHONE, str(AMOUNT), "7.351.900", LEAD_PIN]
    words += [
        REFERENCE,
        NOTE,
        "Lurahwati",
        FOLDER,
        "Santosoputra",
        FILE,
        "Hadiningrat",
        "7,351,900",
    ]
    key = (folder / "till.key").read_bytes()
    raw = [word.encode() for word in words] + [key, key.strip(), key.hex().encode()]
    return [*raw, *_hashes_of_pins(folder)]


def _hashes_of_pins(folder: Path) -> list[bytes]:
    with closing(sqlite3.connect(folder / "till.db")) as database:
        rows = database.execute("SELECT * FROM staff").fetchall()
        rows += database.execute(
            "SELECT value FROM settings WHERE key = 'recovery_hash'"
        ).fetchall()
    values = [value for row in rows for value in row if isinstance(value, str | bytes)]
    long = [each for each in values if len(each) >= 16]
    assert len(long) >= 2
    return [each if isinstance(each, bytes) else each.encode() for each in long]


def forms(secret: bytes) -> Iterator[bytes]:
    """How a secret may be written: as it is, in UTF-16, in hex and in base64."""
    yield secret
    yield secret.decode("latin-1").encode("utf-16-le")
    yield secret.decode("latin-1").encode("utf-16-be")
    yield secret.hex().encode()
    for shift in range(3):  # the part that is the same whatever stands before and after
        coded = base64.b64encode(b"\0" * shift + secret)
        yield coded[2 * shift : len(coded) - 4] if len(coded) > 12 else coded


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """The raw bytes of a bundle, its names, and every member."""
    yield "the file", path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name, name.encode() + b"\n" + archive.read(name)


def found_in(path: Path, folder: Path) -> list[tuple[str, bytes]]:
    return [
        (name, secret)
        for name, content in contents(path)
        for secret in secrets(folder)
        for form in forms(secret)
        if len(form) >= 5 and form.lower() in content.lower()
    ]


def member(bundle: Bundle, name: str) -> Any:
    with zipfile.ZipFile(bundle.path) as archive:
        return json.loads(archive.read(name))


def made(till: Till, **more: Any) -> Bundle:
    return write_bundle(till.folder / "till", till.folder / "out", CLOCK, "id", **more)


def test_no_byte_of_a_stand_is_in_the_bundle_whatever_was_logged(till: Till) -> None:
    stumble(till.folder / "till")
    bundle = made(till)
    assert len(secrets(till.folder / "till")) > 18
    assert found_in(bundle.path, till.folder / "till") == []


def test_the_search_finds_a_secret_in_each_form(till: Till) -> None:
    place = till.folder / "leak.zip"
    for form in forms(PRODUCT.encode()):
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("log.json", b"xx" + form + b"yy")
        assert found_in(place, till.folder / "till"), form


def test_the_bundle_tells_what_helps(till: Till) -> None:
    code = stumble(till.folder / "till")
    bundle = made(till, screen={"width": 1366, "scale": 1.25})
    machine, checks = member(bundle, "machine.json"), member(bundle, "checks.json")
    assert machine["app"] and machine["sqlite"] and machine["packages"]["reportlab"]
    assert machine["screen"] == {"width": 1366, "scale": 1.25}
    assert machine["folder"]["synced_by"] == "OneDrive" and machine["folder"]["spaces"]
    assert checks["set_up"] and checks["sales"] == 1 and checks["day_is_open"]
    assert "folder_synced" in [each["code"] for each in checks["problems"]]
    settings = member(bundle, "settings.json")
    assert settings["theme"] == "dark" and settings["printer_address"] == "file"
    assert settings["receipt_footer"] is True and settings["drawer_limit"] is True
    files = {each["name"]: each["bytes"] for each in member(bundle, "files.json") if "name" in each}
    assert files["till.db"] > 0 and EVENTS_NAME in files
    (crash,) = member(bundle, "crashes.json")
    assert (crash["code"], crash["kind"], crash["times"]) == (code, "ValueError", 1)
    assert crash["places"][-1].endswith(" stumble")
    log = member(bundle, "log.json")
    assert [each.get("text") for each in log] == ["%s is not read: %s", None, "fault %s\n%s"]
    assert log[0]["error"][0]["errno"] == 28
    assert [each["kind"] for each in log[2]["error"]] == ["ValueError", "KeyError"]


def test_a_damaged_till_and_an_empty_folder_give_a_bundle_too(till: Till, tmp_path: Path) -> None:
    (till.folder / "till" / "till.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert member(made(till), "checks.json")["problems"]
    empty = write_bundle(tmp_path / "none", tmp_path / "out", CLOCK, "en")
    assert member(empty, "checks.json")["set_up"] is False


def test_a_book_is_told_by_codes_and_counts(till: Till, tmp_path: Path) -> None:
    (tmp_path / "event.toml").write_bytes(TOML)
    book = tmp_path / "Buku Rahmawati.db"
    made_book = till("office", "init", str(book), "--event", str(tmp_path / "event.toml"))
    assert made_book.exit_code == 0
    bundle = made(till, book=book)
    assert member(bundle, "book.json")["files"] == 0
    assert found_in(bundle.path, till.folder / "till") == []
    for secret in ("Expo", "Galeri", "M1"):
        assert secret.encode() not in dict(contents(bundle.path))["book.json"]


def test_the_commands_answer(till: Till) -> None:
    code = stumble(till.folder / "till")
    answer = till.json("support-bundle", str(till.folder / "out"))
    assert Path(answer["path"]).stat().st_size == answer["bytes"]
    assert found_in(Path(answer["path"]), till.folder / "till") == []
    assert till.json("crash", code.lower())["kind"] == "ValueError"
    assert code in till("crash", code).stdout
    assert "FFFFFF" in till.refused("crash", "FFFFFF")
    doctor = till.json("doctor")
    assert doctor["machine"]["sqlite"] and doctor["crashes"][0]["code"] == code
