"""A camera that photographs screens and papers as phones do, with what goes wrong on the way.

Everything comes from Pillow and a seed: the same seed gives the same photo.
"""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass, replace
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Point = tuple[float, float]
WALL = (96, 92, 88)  # what is around a screen or a paper
BICUBIC, BOX, NEAREST = (
    *(Image.Resampling.BICUBIC, Image.Resampling.BOX),
    Image.Resampling.NEAREST,
)


@dataclass(frozen=True, slots=True)
class Shot:
    """How a photo is taken. Lengths are pixels of the finished photo unless told otherwise.

    Attributes:
        turn: Degrees by which the phone is turned.
        slant: By how much the far side is smaller than the near one, as a share.
        fill: Which share of the photo's width the screen or paper takes.
        width, height: Pixels of the camera.
        long_side: Pixels of the longer side after a chat program made it smaller; 0 for as taken.
        blur: Radius by which the lens or the hand blurs.
        noise: Standard deviation of the noise, of 255.
        jpeg: Quality of the JPEG.
        lcd: Whether the screen's red, green and blue strips and the gaps between them are seen.
        shade: How much darker one side is, as a share.
        glare: How many lamps are reflected.
        fold: Whether the paper was folded once.
        mirrored: Whether the camera is that for selfies.
        pointer: Whether the mouse lies over a code.
        cut: Which share of the right side is outside the photo.
    """

    turn: float = 0.0
    slant: float = 0.0
    fill: float = 0.9
    width: int = 2400
    height: int = 1800
    long_side: int = 0
    blur: float = 0.0
    noise: float = 2.0
    jpeg: int = 80
    lcd: bool = False
    shade: float = 0.0
    glare: int = 0
    fold: bool = False
    mirrored: bool = False
    pointer: bool = False
    cut: float = 0.0


CHAT = Shot(turn=2, slant=0.03, blur=0.5, jpeg=60, long_side=1600, lcd=True)
"""An ordinary photo of a screen as it comes through a chat program."""
SCREENS = {
    "as it should be": Shot(jpeg=90, lcd=True),
    "through a chat": CHAT,
    "through a chat, turned 12°": replace(CHAT, turn=12),
    "through a chat, from the side": replace(CHAT, turn=-3, slant=0.18),
    "through a chat, JPEG 40": replace(CHAT, jpeg=40, turn=3),
    "through a chat, blurred": replace(CHAT, blur=1.4, turn=3),
    "through a chat, blurred badly": replace(CHAT, blur=2.4, turn=3),
    "through a chat, in the dark": replace(CHAT, noise=14.0, shade=0.5),
    "through a chat, lamps": replace(CHAT, glare=2),
    "from further away": replace(CHAT, fill=0.7),
    "from far away": replace(CHAT, fill=0.5),
    "turned, from the side, blurred": replace(CHAT, turn=12, slant=0.08, blur=0.9, shade=0.3),
    "many lamps": replace(CHAT, glare=5),
    "far away, small and poor": replace(CHAT, fill=0.5, long_side=1280, jpeg=40),
    "shaken": replace(CHAT, blur=3.2, turn=3),
    "mirrored": replace(CHAT, mirrored=True),
    "upside down": replace(CHAT, turn=181),
    "the mouse over it": replace(CHAT, pointer=True),
    "part of it cut off": replace(CHAT, cut=0.25),
}
PAPER = Shot(turn=3, slant=0.05, fill=0.85, width=2448, height=3264, blur=0.8, noise=4.0, jpeg=75)
"""A sheet on a table, by a phone of 8 megapixels."""

HALF = replace(PAPER, width=3264, height=2448)
SHEETS = {
    "as it should be": HALF,
    "turned, from the side": replace(HALF, turn=12, slant=0.12),
    "folded": replace(HALF, fold=True, shade=0.2),
    "JPEG 40": replace(HALF, jpeg=40),
    "blurred": replace(HALF, blur=1.6),
    "in the dark": replace(HALF, noise=16.0, shade=0.5),
    "through a chat": replace(HALF, long_side=1600, jpeg=60),
    "upside down": replace(HALF, turn=178),
}
ROLLS = {
    "as it should be": PAPER,
    "through a chat": replace(PAPER, long_side=1600, jpeg=60),
    "turned, in the dark": replace(PAPER, turn=12, noise=12.0, shade=0.4),
}


def photograph(picture: Image.Image, shot: Shot, rng: random.Random) -> Image.Image:
    """Returns the photo of a screen or paper, before it becomes a JPEG."""
    subject = picture.convert("RGB")
    if shot.pointer:
        subject = _with_pointer(subject)
    if shot.fold:
        subject = _folded(subject)
    corners = _corners(subject.size, shot, rng)
    photo = _projected(_lit(subject) if shot.lcd else subject, corners, (shot.width, shot.height))
    if shot.shade:
        photo = _shaded(photo, shot.shade, rng)
    for _ in range(shot.glare):
        photo = _with_lamp(photo, rng)
    if shot.blur:
        photo = photo.filter(ImageFilter.GaussianBlur(shot.blur * _shrinks(shot)))
    photo = _noisy(photo, shot.noise, rng)
    if shot.mirrored:
        photo = ImageOps.mirror(photo)
    if shot.long_side:
        photo.thumbnail((shot.long_side, shot.long_side), Image.Resampling.LANCZOS)
    return photo


def jpeg_photo(picture: Image.Image, shot: Shot, rng: random.Random) -> bytes:
    """Returns the photo as a JPEG file."""
    into = io.BytesIO()
    photograph(picture, shot, rng).save(into, "JPEG", quality=shot.jpeg)
    return into.getvalue()


def thermal_print(picture: Image.Image, rng: random.Random, dead: int = 1) -> Image.Image:
    """Returns a picture of 203 dpi as its printer heats it: dots that grow, and dead ones."""
    dots = picture.convert("L").point(lambda grey: 255 if grey > 127 else 0)
    for _ in range(dead):
        column = rng.randrange(dots.width)
        ImageDraw.Draw(dots).line((column, 0, column, dots.height), fill=255)
    fine = dots.resize((dots.width * 4, dots.height * 4), NEAREST).filter(
        ImageFilter.GaussianBlur(1.6)
    )
    return fine.point(lambda grey: 235 if grey > 150 else 40)


def _shrinks(shot: Shot) -> float:
    """How many pixels of the camera one pixel of the finished photo takes."""
    longest = max(shot.width, shot.height)
    return longest / shot.long_side if shot.long_side else 1.0


def _lit(screen: Image.Image) -> Image.Image:
    """The screen with three strips for each pixel, and a dark gap below; do not change it."""
    return _lit_pixels(screen.size, screen.tobytes())


@lru_cache(maxsize=8)
def _lit_pixels(size: tuple[int, int], rgb: bytes) -> Image.Image:
    """As `_lit`; the screens of one day are kept, because each is photographed in many ways."""
    screen = Image.frombytes("RGB", size, rgb)
    fine = screen.resize((screen.width * 3, screen.height * 3), NEAREST)
    cell = Image.new("RGB", (3, 3), (36, 36, 36))
    for x, strip in enumerate(((255, 70, 70), (70, 255, 70), (70, 70, 255))):
        for y in range(2):
            cell.putpixel((x, y), strip)
    mask = _tiled(cell, fine.size)
    return (
        ImageChops.multiply(fine, mask)
        .filter(ImageFilter.GaussianBlur(1.0))
        .point(lambda value: min(255, value * 2))
    )


def _tiled(cell: Image.Image, size: tuple[int, int]) -> Image.Image:
    row = Image.new("RGB", (size[0], cell.height))
    for x in range(0, size[0], cell.width):
        row.paste(cell, (x, 0))
    whole = Image.new("RGB", size)
    for y in range(0, size[1], cell.height):
        whole.paste(row, (0, y))
    return whole


def _corners(size: tuple[int, int], shot: Shot, rng: random.Random) -> list[Point]:
    """Where the corners of the subject come to lie: top left, then clockwise."""
    width = shot.width * shot.fill
    height = width * size[1] / size[0]
    if height > shot.height * shot.fill:
        width, height = width * shot.height * shot.fill / height, shot.height * shot.fill
    angle, near = math.radians(shot.turn), 1 - shot.slant
    spread = abs(math.cos(angle)) + abs(math.sin(angle)) * height / width
    width, height = width / max(1.0, spread * 0.98), height / max(1.0, spread * 0.98)
    plain = [(-1.0, -1.0), (1.0, -near), (1.0, near), (-1.0, 1.0)]
    shift = shot.cut * width + rng.uniform(-0.02, 0.02) * shot.width
    middle = (shot.width / 2 + shift, shot.height / 2 + rng.uniform(-0.02, 0.02) * shot.height)
    found = []
    for x, y in plain:
        across, down = x * width / 2 * (1 - shot.slant / 2), y * height / 2
        found.append(
            (
                middle[0] + across * math.cos(angle) - down * math.sin(angle),
                middle[1] + across * math.sin(angle) + down * math.cos(angle),
            )
        )
    return found


def _projected(subject: Image.Image, corners: list[Point], size: tuple[int, int]) -> Image.Image:
    """The subject with its corners there; a lens takes the mean of what a pixel sees."""
    side = max(math.dist(corners[0], corners[1]), 1.0)
    if subject.width > 2 * side:  # finer than the camera: each of its pixels sees several
        scale = 2 * side / subject.width
        subject = subject.resize((round(subject.width * scale), round(subject.height * scale)), BOX)
    width, height = subject.size
    here = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    return subject.transform(
        size, Image.Transform.PERSPECTIVE, _coefficients(corners, here), BICUBIC, fillcolor=WALL
    )


def _coefficients(there: list[Point], here: list[Point]) -> list[float]:
    """The eight numbers of the projection that takes each point `there` to the one `here`."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(there, here, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        pivot = max(range(i, 8), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j in range(8):
            if j != i:
                factor = rows[j][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[8] for row in rows]


def _shaded(photo: Image.Image, share: float, rng: random.Random) -> Image.Image:
    ramp = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180, 270)))
    ramp = ramp.point(lambda value: round(255 * (1 - share) + value * share)).resize(photo.size)
    return ImageChops.multiply(photo, Image.merge("RGB", (ramp, ramp, ramp)))


def _with_lamp(photo: Image.Image, rng: random.Random) -> Image.Image:
    """A bright spot of about a twelfth of the photo's width, with a halo."""
    size = photo.width // 6
    spot = ImageOps.invert(Image.radial_gradient("L")).resize((size, size))
    spot = spot.point(lambda value: min(255, max(0, (value - 60) * 3)))
    at = (rng.randrange(photo.width - size), rng.randrange(photo.height - size))
    photo.paste(Image.new("RGB", (size, size), (255, 255, 250)), at, spot)
    return photo


def _noisy(photo: Image.Image, sigma: float, rng: random.Random) -> Image.Image:
    """Noise that is much like that of a sensor: three even ones make nearly a bell."""
    if not sigma:
        return photo

    def even() -> Image.Image:
        return Image.frombytes("L", photo.size, rng.randbytes(photo.width * photo.height))

    bell = Image.blend(Image.blend(even(), even(), 0.5), even(), 1 / 3)
    factor = sigma / 42.5
    bell = bell.point(lambda value: round(128 + (value - 127.5) * factor))
    grain = Image.merge("RGB", (bell, bell, bell))
    return ImageChops.add(photo, grain, 1, -128)


def _with_pointer(screen: Image.Image) -> Image.Image:
    """A mouse pointer of ordinary size, once in each half."""
    screen = screen.copy()
    draw = ImageDraw.Draw(screen)
    for x, y in (
        (screen.width * 3 // 4, screen.height // 2),
        (screen.width // 4, screen.height // 3),
    ):
        arrow = [(0, 0), (0, 17), (4, 13), (7, 19), (9, 18), (6, 12), (12, 12)]
        draw.polygon([(x + dx, y + dy) for dx, dy in arrow], fill="white", outline="black")
    return screen


def _folded(paper: Image.Image) -> Image.Image:
    """The lower half bends away, with a shadow along the crease."""
    width, height = paper.size
    crease, bottom = round(height * 0.52), round(height * 0.97)
    lean = round(width * 0.012)
    mesh = [
        ((0, 0, width, crease), (0, 0, 0, crease, width, crease, width, 0)),
        (
            (0, crease, width, bottom),
            (0, crease, -lean, height, width + lean, height, width, crease),
        ),
    ]
    folded = paper.transform(paper.size, Image.Transform.MESH, mesh, BICUBIC)
    shadow = Image.new("L", paper.size, 255)
    draw = ImageDraw.Draw(shadow)
    band = height // 90
    for offset in range(-band, band):
        grey = 255 - round(110 * (1 - abs(offset) / band))
        draw.line((0, crease + offset, width, crease + offset), fill=grey)
    return ImageChops.multiply(folded, Image.merge("RGB", (shadow, shadow, shadow)))
