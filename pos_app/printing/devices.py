"""Where bytes for a printer go. A device only sends; what it sends is made elsewhere.

An address is one line of text: `tcp://192.168.1.50:9100`, `file:///dev/usb/lp0`,
`serial://COM3?baud=9600`, `cups://queue`, `windows://Printer name`. A printer that is sent PDF
pages is `system://Printer name`: what draws for it is handed in by the windows.
"""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from pos_app.errors import MachineError, PosError

PORT = 9100
TIMEOUT_S = 6.0
CHUNK = 4096
DEFAULT_BAUD = 9600


class Device(Protocol):
    """Sends a whole job, or raises MachineError: then nobody knows how much of it was printed."""

    def send(self, data: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class TcpDevice:
    """A printer on the network, or a print server: raw bytes to port 9100."""

    host: str
    port: int = PORT
    timeout: float = TIMEOUT_S

    def send(self, data: bytes) -> None:
        where = f"{self.host}:{self.port}"
        try:
            with socket.create_connection((self.host, self.port), self.timeout) as link:
                link.settimeout(self.timeout)
                link.sendall(data)
                link.shutdown(socket.SHUT_WR)
        except TimeoutError as error:
            raise MachineError("printer_silent", where=where) from error
        except ConnectionRefusedError as error:
            raise MachineError("printer_refuses", where=where) from error
        except OSError as error:
            raise MachineError("printer_unreachable", where=where, reason=str(error)) from error


@dataclass(frozen=True, slots=True)
class FileDevice:
    """A device file such as /dev/usb/lp0, or a plain file to look at."""

    path: Path

    def send(self, data: bytes) -> None:
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            # A printer that is out of paper would hold the program up for ever.
            handle = os.open(self.path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)
        except PermissionError as error:
            raise MachineError("printer_no_rights", where=str(self.path), group="lp") from error
        except OSError as error:
            raise _lost(str(self.path), error) from error
        try:
            _write_all(handle, data, str(self.path))
        finally:
            os.close(handle)


def _write_all(handle: int, data: bytes, where: str) -> None:
    """Every byte, or the reason; a printer that takes none for a while is silent."""
    import select
    import time

    deadline, left = time.monotonic() + TIMEOUT_S, memoryview(data)
    while left:
        try:
            sent = os.write(handle, left[:CHUNK])
            left, deadline = left[sent:], time.monotonic() + TIMEOUT_S
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise MachineError("printer_silent", where=where) from error
            select.select([], [handle], [], 0.2)
        except OSError as error:
            raise _lost(where, error) from error


def _lost(where: str, error: OSError) -> MachineError:
    if error.errno == errno.ENOSPC:
        return MachineError("printer_no_paper", where=where)
    if error.errno in (errno.EBUSY, errno.EAGAIN):
        return MachineError("printer_busy", where=where)
    return MachineError("printer_unreachable", where=where, reason=str(error))


@dataclass(frozen=True, slots=True)
class SerialDevice:
    """A serial or Bluetooth COM port."""

    port: str
    baud: int = DEFAULT_BAUD

    def send(self, data: bytes) -> None:
        import serial  # only who has such a printer needs it

        try:
            with serial.Serial(self.port, self.baud, write_timeout=TIMEOUT_S) as link:
                for at in range(0, len(data), CHUNK):
                    link.write(data[at : at + CHUNK])
                link.flush()
        except serial.SerialTimeoutException as error:
            raise MachineError("printer_silent", where=self.port) from error
        except (serial.SerialException, ValueError) as error:
            raise self._trouble(error) from error

    def _trouble(self, error: Exception) -> MachineError:
        number = getattr(error, "errno", None)
        if number == errno.EACCES and sys.platform != "win32":
            return MachineError("printer_no_rights", where=self.port, group="dialout")
        if number == errno.EBUSY or "PermissionError" in str(error):
            return MachineError("printer_busy", where=self.port)
        return MachineError("printer_unreachable", where=self.port, reason=str(error))


@dataclass(frozen=True, slots=True)
class CupsDevice:
    """A queue of CUPS, given the bytes as they are. CUPS 3 will have no raw queues any more."""

    queue: str

    def send(self, data: bytes) -> None:
        if shutil.which("lp") is None:
            raise MachineError("printer_no_cups")
        command = ["lp", "-d", self.queue, "-o", "raw", "-s", "--", "-"]
        try:
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=TIMEOUT_S * 3, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise MachineError("printer_silent", where=self.queue) from error
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip()[:200]
            raise MachineError("printer_unreachable", where=self.queue, reason=reason)


@dataclass(frozen=True, slots=True)
class WindowsDevice:
    """A printer of Windows by its spooler, raw. Not tried on a real Windows."""

    name: str

    def send(self, data: bytes) -> None:
        try:
            import win32print
        except ImportError as error:
            raise MachineError("printer_only_windows", where=self.name) from error
        try:
            handle = win32print.OpenPrinter(self.name)
            try:
                win32print.StartDocPrinter(handle, 1, ("pos-app", None, "RAW"))
                win32print.StartPagePrinter(handle)
                win32print.WritePrinter(handle, data)
                win32print.EndPagePrinter(handle)
                win32print.EndDocPrinter(handle)
            finally:
                win32print.ClosePrinter(handle)
        except Exception as error:  # pywintypes.error is no OSError
            raise MachineError(
                "printer_unreachable", where=self.name, reason=str(error)[:200]
            ) from error


def device_at(address: str) -> Device:
    """The device of an address. Raises PosError `printer_address`."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise PosError("printer_address", address=address[:80]) from error
    rest = unquote(address.partition("://")[2].partition("?")[0])
    if parts.scheme == "tcp" and parts.hostname:
        return TcpDevice(parts.hostname, port or PORT)
    if parts.scheme == "file" and rest:
        return FileDevice(Path(rest))
    if parts.scheme == "serial" and rest:
        return SerialDevice(rest, _baud(parts.query))
    if parts.scheme == "cups" and rest and not rest.startswith("-"):
        return CupsDevice(rest)
    if parts.scheme == "windows" and rest:
        return WindowsDevice(rest)
    raise PosError("printer_address", address=address[:80])


def system_printer_name(address: str) -> str:
    """The name of `system://Printer name`, which is sent PDF pages; empty for any other address."""
    scheme, _, rest = address.strip().partition("://")
    return unquote(rest) if scheme == "system" else ""


def _baud(query: str) -> int:
    found = parse_qs(query).get("baud", [str(DEFAULT_BAUD)])[0]
    return int(found) if found.isascii() and found.isdigit() else DEFAULT_BAUD


def detected_addresses() -> list[str]:
    """Addresses of what is plugged in or set up on this machine, as far as it can be told."""
    return [*_device_files(), *_serial_ports(), *_cups_queues(), *_windows_printers()]


def _device_files() -> list[str]:
    if sys.platform == "win32":
        return []
    folders = (Path("/dev/usb"), Path("/dev"))
    return [f"file://{path}" for folder in folders for path in sorted(folder.glob("lp[0-9]"))]


def _serial_ports() -> list[str]:
    try:
        from serial.tools import list_ports
    except ImportError:
        return []
    return [f"serial://{port.device}" for port in list_ports.comports() if port.hwid != "n/a"]


def _cups_queues() -> list[str]:
    if shutil.which("lpstat") is None:
        return []
    try:
        done = subprocess.run(
            ["lpstat", "-e"], capture_output=True, timeout=3, text=True, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [f"cups://{line.strip()}" for line in done.stdout.splitlines() if line.strip()]


def _windows_printers() -> list[str]:
    if sys.platform != "win32":
        return []
    try:
        import win32print
    except ImportError:
        return []
    return [f"windows://{printer[2]}" for printer in win32print.EnumPrinters(2)]
