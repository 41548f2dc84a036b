"""Printer transports: each device sends given bytes to a printer.

An address is one line of text: `tcp://192.168.1.50:9100`, `file:///dev/usb/lp0`,
`serial://COM3?baud=9600`, `cups://queue`, `windows://Printer name`. An address
`system://Printer name` is for PDF pages, which the user interface sends through Qt.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from pos_app.errors import MachineError, PosError

PORT = 9100
TIMEOUT_S = 6.0
CHUNK = 4096
DEFAULT_BAUD = 9600


class Device(Protocol):
    """A connection to one printer."""

    def send(self, data: bytes) -> None:
        """Send a whole job.

        Raises MachineError `printer_…`; a part of the job may have been printed then.
        """


@dataclass(frozen=True, slots=True)
class TcpDevice:
    """A printer on the network, or a print server: raw bytes to port 9100."""

    host: str
    port: int = PORT
    timeout: float = TIMEOUT_S

    def send(self, data: bytes) -> None:
        """Send `data` over TCP. Raises as `Device.send` does."""
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
    """A device file such as /dev/usb/lp0, or a plain file."""

    path: Path

    def send(self, data: bytes) -> None:
        """Append `data` to the file. Raises as `Device.send` does."""
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            # Without O_NONBLOCK, a printer out of paper would block the program for ever.
            handle = os.open(self.path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)
        except PermissionError as error:
            raise MachineError("printer_no_rights", where=str(self.path), group="lp") from error
        except OSError as error:
            raise _write_error(str(self.path), error) from error
        try:
            _write_all(handle, data, str(self.path))
        finally:
            os.close(handle)


def _write_all(handle: int, data: bytes, where: str) -> None:
    """Write every byte. Raises `printer_silent` if the printer takes none for `TIMEOUT_S` seconds.

    Raises as `Device.send` does for other errors.
    """
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
            raise _write_error(where, error) from error


def _write_error(where: str, error: OSError) -> MachineError:
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
        """Send `data` over the port. Raises as `Device.send` does."""
        import serial  # loaded only for serial printers

        try:
            with serial.Serial(self.port, self.baud, write_timeout=TIMEOUT_S) as link:
                for at in range(0, len(data), CHUNK):
                    link.write(data[at : at + CHUNK])
                link.flush()
        except serial.SerialTimeoutException as error:
            raise MachineError("printer_silent", where=self.port) from error
        except (serial.SerialException, ValueError) as error:
            raise self._machine_error(error) from error

    def _machine_error(self, error: Exception) -> MachineError:
        number = getattr(error, "errno", None)
        if number == errno.EACCES and sys.platform != "win32":
            return MachineError("printer_no_rights", where=self.port, group="dialout")
        if number == errno.EBUSY or "PermissionError" in str(error):
            return MachineError("printer_busy", where=self.port)
        return MachineError("printer_unreachable", where=self.port, reason=str(error))


@dataclass(frozen=True, slots=True)
class CupsDevice:
    """A raw CUPS queue. CUPS 3 will no longer have raw queues."""

    queue: str

    def send(self, data: bytes) -> None:
        """Send `data` with `lp`. Raises as `Device.send` does."""
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
    """A printer of the Windows spooler, in raw mode."""

    name: str

    def send(self, data: bytes) -> None:
        """Send `data` through the spooler. Raises as `Device.send` does."""
        try:
            import win32print
        except ImportError as error:
            raise MachineError("printer_only_windows", where=self.name) from error
        try:
            handle = win32print.OpenPrinter(self.name)
            try:
                win32print.StartDocPrinter(handle, 1, ("pos-app", None, "RAW"))
                win32print.StartPagePrinter(handle)
                taken = win32print.WritePrinter(handle, data)
                if taken != len(data):  # the spooler's disk is full
                    raise MachineError("printer_busy", where=self.name)
                win32print.EndPagePrinter(handle)
                win32print.EndDocPrinter(handle)
            finally:
                # A document that was not ended is dropped here, and none of it is printed.
                win32print.ClosePrinter(handle)
        except MachineError:
            raise
        except Exception as error:  # pywintypes.error is not an OSError
            raise MachineError(
                "printer_unreachable", where=self.name, reason=str(error)[:200]
            ) from error


def device_at(address: str) -> Device:
    """Return the device of an address. Raises PosError `printer_address`."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        # Only here is there a port: in file://C:\\out.bin the colon belongs to the drive.
        port = parts.port or PORT if parts.scheme == "tcp" else PORT
    except ValueError as error:
        raise PosError("printer_address", address=address[:80]) from error
    rest = unquote(address.partition("://")[2].partition("?")[0])
    if parts.scheme == "tcp" and parts.hostname:
        return TcpDevice(parts.hostname, port)
    make = _DEVICES.get(parts.scheme)
    # A queue name that starts with a dash would be read as an option of `lp`.
    if make is None or not rest or (parts.scheme == "cups" and rest.startswith("-")):
        raise PosError("printer_address", address=address[:80])
    return make(rest, parts)


def _path_of(rest: str) -> Path:
    r"""The path of a `file` address: `C:\out.bin`, or `/C:/out.bin` as a browser writes it."""
    return Path(rest[1:] if re.match(r"/[A-Za-z]:[/\\]", rest) else rest)


# Makes a device from the decoded rest of an address and from its parts; `tcp` has no rest.
_DEVICES: dict[str, Callable[[str, SplitResult], Device]] = {
    "file": lambda rest, _: FileDevice(_path_of(rest)),
    "serial": lambda rest, parts: SerialDevice(rest, _baud(parts.query)),
    "cups": lambda rest, _: CupsDevice(rest),
    "windows": lambda rest, _: WindowsDevice(rest),
}


def system_printer_name(address: str) -> str:
    """Return the name in `system://Printer name`, or an empty text for any other address."""
    scheme, _, rest = address.strip().partition("://")
    return unquote(rest) if scheme == "system" else ""


def _baud(query: str) -> int:
    found = parse_qs(query).get("baud", [str(DEFAULT_BAUD)])[0]
    return int(found) if found.isascii() and found.isdigit() else DEFAULT_BAUD


def detected_addresses() -> list[str]:
    """Return the addresses of the printers that this machine can detect."""
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
