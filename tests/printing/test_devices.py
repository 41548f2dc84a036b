"""Printer devices deliver all bytes, or raise an error with a reason for the user."""

from __future__ import annotations

import os
import socket
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from pos_app.errors import MachineError, PosError
from pos_app.printing import devices
from pos_app.printing.devices import (
    CupsDevice,
    FileDevice,
    SerialDevice,
    TcpDevice,
    WindowsDevice,
    device_at,
)


class Listener:
    """A print server on 127.0.0.1 that keeps what it is sent."""

    def __init__(self, *, hang_up_after: int | None = None) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.socket.getsockname()[1])
        self.jobs: list[bytes] = []
        self._limit = hang_up_after
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                link, _ = self.socket.accept()
            except OSError:
                return
            with link:
                self.jobs.append(self._receive(link))

    def _receive(self, link: socket.socket) -> bytes:
        got = b""
        while data := link.recv(4096):
            got += data
            if self._limit is not None and len(got) >= self._limit:
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                return got
        return got

    def close(self) -> None:
        self.socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def wait_for(listener: Listener, jobs: int) -> list[bytes]:
    for _ in range(200):
        if len(listener.jobs) >= jobs:
            break
        threading.Event().wait(0.01)
    return listener.jobs


def refusal(address: str, data: bytes = b"x") -> str:
    with pytest.raises(PosError) as refused:
        device_at(address).send(data)
    return refused.value.code


def test_a_job_arrives_whole_over_the_network(listener: Listener) -> None:
    job = bytes(range(256)) * 500
    device_at(f"tcp://127.0.0.1:{listener.port}").send(job)
    assert wait_for(listener, 1) == [job]


def test_a_printer_that_is_off_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert refusal(f"tcp://127.0.0.1:{port}") == "printer_refuses"
    assert refusal("tcp://no-such-host.invalid:9100") == "printer_unreachable"


def test_a_printer_that_takes_nothing_is_silent() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=1) as server:
        device = TcpDevice("127.0.0.1", int(server.getsockname()[1]), timeout=0.2)
        with pytest.raises(MachineError, match="printer_silent"):
            device.send(b"x" * 50_000_000)


def test_one_unplugged_half_way_is_no_success() -> None:
    listener = Listener(hang_up_after=4096)
    with pytest.raises(MachineError):
        TcpDevice("127.0.0.1", listener.port).send(b"x" * 20_000_000)
    listener.close()


def test_a_device_file_takes_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    for job in (b"one", b"two"):
        device_at(f"file://{path}").send(job)
    assert path.read_bytes() == b"onetwo"
    assert refusal(f"file://{tmp_path / 'gone' / 'lp0'}") == "printer_unreachable"


@pytest.mark.parametrize("written", [r"file://C:\out\lp0.bin", "file:///C:/out/lp0.bin"])
def test_a_drive_letter_is_no_port(written: str) -> None:
    device = device_at(written)
    assert isinstance(device, FileDevice)
    assert str(device.path).replace("\\", "/") == "C:/out/lp0.bin"


@pytest.mark.linux("/dev/full")
def test_a_device_that_is_full_says_so() -> None:
    assert refusal("file:///dev/full") == "printer_no_paper"


@pytest.mark.linux("no group lp elsewhere")
def test_a_device_without_rights_names_the_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lp0"
    path.touch()
    path.chmod(0)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "no")

    if os.geteuid() == 0:
        monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(MachineError) as refused:
        FileDevice(path).send(b"x")
    assert (refused.value.code, refused.value.facts["group"]) == ("printer_no_rights", "lp")


@pytest.mark.linux("a pipe that is a file")
def test_a_device_file_that_takes_nothing_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lp0"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    monkeypatch.setattr(devices, "TIMEOUT_S", 0.2)
    try:
        assert refusal(f"file://{path}", b"x" * 1_000_000) == "printer_silent"
    finally:
        os.close(reader)


def test_a_serial_port_that_is_not_there_is_said() -> None:
    assert refusal("serial:///dev/ttyS99?baud=19200") in {
        "printer_unreachable",
        "printer_no_rights",
    }


@pytest.mark.linux("a pseudo-terminal")
def test_a_serial_port_takes_the_bytes() -> None:
    import pty
    import tty

    master, slave = pty.openpty()
    tty.setraw(slave)
    try:
        device_at(f"serial://{os.ttyname(slave)}").send(b"\x1b@Halo\n")
        assert os.read(master, 100) == b"\x1b@Halo\n"
    finally:
        os.close(master)
        os.close(slave)


def fake_lp(folder: Path, code: int) -> None:
    script = folder / "lp"
    script.write_text(f'#!/bin/sh\necho "$@" > {folder}/args\ncat > {folder}/job\nexit {code}\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)


@pytest.mark.linux("CUPS")
def test_a_queue_of_cups_gets_the_bytes_raw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_lp(tmp_path, 0)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    device_at("cups://struk%20stan").send(b"\x1b@Halo")
    assert (tmp_path / "job").read_bytes() == b"\x1b@Halo"
    assert "-d struk stan -o raw" in (tmp_path / "args").read_text()
    fake_lp(tmp_path, 1)
    assert refusal("cups://q") == "printer_unreachable"
    monkeypatch.setenv("PATH", "/nowhere")
    assert refusal("cups://q") == "printer_no_cups"


class Spooler:
    """Records what it is told as `win32print`; it knows a printer of one name."""

    def __init__(self, takes: int = 10**9) -> None:
        self.calls: list[str] = []
        self.bytes = b""
        self._takes = takes

    def as_module(self) -> SimpleNamespace:
        return SimpleNamespace(
            OpenPrinter=self._open,
            StartDocPrinter=self._start,
            StartPagePrinter=lambda _: self.calls.append("page"),
            WritePrinter=self._write,
            EndPagePrinter=lambda _: self.calls.append("page ends"),
            EndDocPrinter=lambda _: self.calls.append("ends"),
            ClosePrinter=lambda _: self.calls.append("close"),
            EnumPrinters=lambda _: [(0, "", "POS-58 Series", ""), (0, "", "Kantor: lantai 2", "")],
        )

    def _open(self, name: str) -> int:
        if name != "POS-58 Series":
            raise RuntimeError(1801, "OpenPrinter", "The printer name is invalid.")
        return 7

    def _start(self, _: int, level: int, document: tuple[str, None, str]) -> None:
        assert (level, document[1:]) == (1, (None, "RAW"))
        self.calls.append("start")

    def _write(self, _: int, data: bytes) -> int:
        self.bytes += data[: self._takes]
        return min(len(data), self._takes)


def test_the_spooler_of_windows_gets_the_bytes_raw(monkeypatch: pytest.MonkeyPatch) -> None:
    spooler = Spooler()
    monkeypatch.setitem(sys.modules, "win32print", spooler.as_module())
    job = bytes(range(256)) * 20
    device_at("windows://POS-58 Series").send(job)
    assert spooler.bytes == job
    assert spooler.calls == ["start", "page", "page ends", "ends", "close"]


def test_a_spooler_that_takes_a_part_drops_it_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    spooler = Spooler(takes=100)
    monkeypatch.setitem(sys.modules, "win32print", spooler.as_module())
    assert refusal("windows://POS-58 Series", b"x" * 101) == "printer_busy"
    assert spooler.calls == ["start", "page", "close"]


def test_a_printer_that_windows_does_not_know_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "win32print", Spooler().as_module())
    assert refusal("windows://POS-80") == "printer_unreachable"


def test_the_printers_of_windows_are_found_and_their_addresses_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "win32print", Spooler().as_module())
    monkeypatch.setattr(sys, "platform", "win32")
    found = devices._windows_printers()
    assert [device_at(address) for address in found] == [
        WindowsDevice("POS-58 Series"),
        WindowsDevice("Kantor: lantai 2"),
    ]


@pytest.mark.linux("elsewhere than on Windows")
def test_a_windows_printer_elsewhere_is_said() -> None:
    assert refusal("windows://POS-58") == "printer_only_windows"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("tcp://192.168.1.50", TcpDevice),
        ("tcp://[::1]:9101", TcpDevice),
        ("file:///dev/usb/lp0", FileDevice),
        ("serial://COM3?baud=9600", SerialDevice),
        ("cups://struk", CupsDevice),
        ("windows://POS-58 Series", WindowsDevice),
    ],
)
def test_addresses_name_devices(address: str, kind: type) -> None:
    assert isinstance(device_at(address), kind)


def test_the_windows_name_and_the_speed_are_kept() -> None:
    assert device_at("windows://POS-58 Series") == WindowsDevice("POS-58 Series")
    assert device_at("serial://COM3?baud=19200") == SerialDevice("COM3", 19200)
    assert device_at("tcp://10.0.0.9:9101") == TcpDevice("10.0.0.9", 9101)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lp0",
        "tcp://",
        "tcp://x:99999",
        "ftp://x",
        "file://",
        "cups://-o",
        "tcp://[::1",
        "x" * 500,
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(PosError, match="printer_address"):
        device_at(address)
