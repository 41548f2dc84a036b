"""Generates the three sounds of the till, `resources/sounds/*.wav`; the bytes are reproducible.

    python build_spec/sounds.py [FOLDER]

The sounds are short, fade in and out, and differ in melody, not in volume: one high tick for an
item added, two falling tones for an unknown code, three rising tones for a payment.
"""

from __future__ import annotations

import math
import struct
import sys
import wave
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"
RATE = 22_050
LOUD = 11_000
# The tones of each sound as (hertz, milliseconds); 0 hertz is silence.
SOUNDS = {
    "added": [(1_320, 55)],
    "unknown": [(440, 120), (0, 30), (311, 200)],
    "paid": [(659, 80), (880, 80), (1_319, 140)],
}


def samples(tones: list[tuple[int, int]]) -> list[int]:
    """Return 16-bit samples; each tone fades in and out over 8 ms, so that it does not click."""
    made: list[int] = []
    for hertz, ms in tones:
        count, soft = RATE * ms // 1000, RATE * 8 // 1000
        for n in range(count):
            swell = min(1.0, n / soft, (count - n) / soft)
            made.append(round(LOUD * swell * math.sin(2 * math.pi * hertz * n / RATE)))
    return made


def make(folder: Path) -> list[Path]:
    """Write the sounds and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, tones in SOUNDS.items():
        path = folder / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            data = samples(tones)
            file.writeframes(struct.pack(f"<{len(data)}h", *data))
        made.append(path)
    return made


if __name__ == "__main__":
    for each in make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(each)
