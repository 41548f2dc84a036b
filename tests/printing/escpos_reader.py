"""A second reader of ESC/POS, written from the command reference alone: bytes to what is on paper.

It shares nothing with the writer but the standard, and refuses every command that it does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Paper:
    """What came out: lines of (text, bold, large), pictures, codes, and what the printer did."""

    lines: list[tuple[str, bool, bool]] = field(default_factory=list)
    pictures: list[list[list[int]]] = field(default_factory=list)
    codes: list[bytes] = field(default_factory=list)
    cuts: int = 0
    kicks: int = 0
    inits: int = 0
    labels: list[list[list[int]]] = field(default_factory=list)  # the dots up to each form feed
    font_b: bool = False

    @property
    def text(self) -> str:
        return "\n".join(text for text, _, _ in self.lines)


class Reader:
    """Reads one job."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.paper = Paper()
        self.bold = self.large = False
        self.line = bytearray()
        self.stored = b""

    def read(self) -> Paper:
        while self.at < len(self.data):
            byte = self.take(1)[0]
            if byte == 0x0A:
                self.flush()
            elif byte == 0x0C:
                self.paper.labels.append([row for part in self.paper.pictures for row in part])
                self.paper.pictures.clear()
            elif byte in (0x1B, 0x1C, 0x1D):
                self.command(byte)
            elif 0x20 <= byte < 0x7F:
                self.line.append(byte)
            else:
                raise ValueError(f"byte {byte:#x} at {self.at}")
        assert not self.line, "a line without its end stays in the printer"
        return self.paper

    def take(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        if len(found) < count:
            raise ValueError("cut short")
        self.at += count
        return found

    def flush(self) -> None:
        self.paper.lines.append((self.line.decode("ascii"), self.bold, self.large))
        self.line.clear()

    def command(self, first: int) -> None:
        second = self.take(1)[0]
        match (first, chr(second)):
            case (0x1B, "@"):
                self.paper.inits += 1
                self.bold = self.large = False
            case (0x1C, "."):
                pass
            case (0x1B, "E"):
                self.bold = bool(self.take(1)[0] & 1)
            case (0x1B, "M"):
                self.paper.font_b = self.take(1) == b"\x01"
            case (0x1B, "a"):
                assert self.take(1)[0] in (0, 1, 2) and not self.line
            case (0x1B, "d"):
                self.paper.lines += [("", False, False)] * self.take(1)[0]
            case (0x1B, "p"):
                pin, on, off = self.take(3)
                assert pin in (0, 1) and on <= off
                self.paper.kicks += 1
            case (0x1D, "!"):
                self.large = self.take(1)[0] != 0
            case (0x1D, "V"):
                assert self.take(2) == b"B\x00"
                self.paper.cuts += 1
            case (0x1D, "v"):
                self.raster()
            case (0x1D, "("):
                self.code()
            case _:
                raise ValueError(f"command {first:#x} {second:#x}")

    def raster(self) -> None:
        kind, mode = self.take(2)
        assert chr(kind) == "0" and mode == 0
        low, high, rows_low, rows_high = self.take(4)
        width, height = low + 256 * high, rows_low + 256 * rows_high
        rows = []
        for _ in range(height):
            packed = self.take(width)
            rows.append([packed[x // 8] >> (7 - x % 8) & 1 for x in range(width * 8)])
        self.paper.pictures.append(rows)

    def code(self) -> None:
        assert self.take(1) == b"k"
        low, high = self.take(2)
        body = self.take(low + 256 * high)
        assert body[0] == 49
        if body[1] == 80:
            self.stored = body[3:]
        elif body[1] == 81:
            self.paper.codes.append(self.stored)
        else:
            assert body[1] in (65, 67, 69)


def read_job(data: bytes) -> Paper:
    return Reader(data).read()
