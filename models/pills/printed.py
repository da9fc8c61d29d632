"""What is printed on packs and is no pill: words, bars, squares of codes, signs. Letters and squares are as large as pills."""

import numpy as np
from PIL import Image, ImageDraw

import pill
import surfaces

# Letters, digits and signs as they stand on packs, Cyrillic ones too.
SIGNS = list("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789012345678900OQ.,:;-/%()®" + "АБВГДЖИКЛМНПРСТабвгдежикмнор")


def word(rng: np.random.Generator, longest: int = 9) -> str:
    return "".join(rng.choice(SIGNS, size=rng.integers(1, longest + 1)))


def words(draw: ImageDraw.ImageDraw, wide: int, high: int, rng: np.random.Generator) -> None:
    """Lines of writing; in one of three a line of digits set wide, as under bars."""
    top, size = rng.uniform(0, 0.2) * high, int(rng.choice([rng.integers(7, 18), rng.integers(14, 60)]))
    face, gap = pill.font(int(rng.integers(9)), size), " " * int(rng.integers(1, 4))
    while top < high:
        digits = rng.random() < 0.3
        line = gap.join(rng.choice(list("0123456789"), size=13)) if digits else gap.join(word(rng) for _ in range(8))
        draw.text((rng.uniform(0, 0.2) * wide, top), line, fill=255, font=face)
        top += size * rng.uniform(1.0, 2.2)
        if rng.random() < 0.25:
            return


def bars(draw: ImageDraw.ImageDraw, wide: int, high: int, rng: np.random.Generator) -> None:
    left, bottom, unit = wide * 0.08, high * rng.uniform(0.6, 0.95), rng.uniform(1, 4)
    while left < wide * 0.92:
        broad = unit * rng.integers(1, 4)
        draw.rectangle([left, high * 0.05, left + broad, bottom], fill=255)
        left += broad + unit * rng.integers(1, 4)
    face = pill.font(0, max(6, int((high - bottom) * 1.1)))
    draw.text((wide / 2, bottom + 2), " ".join(rng.choice(list("0123456789"), size=13)), fill=255, font=face, anchor="mt")


def squares(draw: ImageDraw.ImageDraw, wide: int, high: int, rng: np.random.Generator) -> None:
    """Modules of a QR code or a Data Matrix, square or round, with finders in three corners or a solid edge."""
    count = int(rng.choice([10, 14, 18, 21, 25, 29, 37]))
    unit, full = min(wide, high) * 0.92 / count, rng.random() < 0.75
    cells = rng.random((count, count)) < rng.uniform(0.4, 0.6)
    if rng.random() < 0.5:
        cells[:, 0], cells[-1] = True, True
    else:
        ring = np.ones((7, 7), bool)
        ring[1:6, 1:6], ring[2:5, 2:5] = False, True
        cells[:7, :7], cells[:7, -7:], cells[-7:, :7] = ring, ring, ring
    for row, column in np.argwhere(cells):
        x, y = (column + 0.5) * unit, (row + 0.5) * unit
        box = [x, y, x + unit * (1 if full else 0.85), y + unit * (1 if full else 0.85)]
        (draw.rectangle if full else draw.ellipse)(box, fill=255)


def signs(draw: ImageDraw.ImageDraw, wide: int, high: int, rng: np.random.Generator) -> None:
    """Dots, rings, frames, ticks: what designers put on packs."""
    for _ in range(int(rng.integers(2, 14))):
        x, y, across, down = rng.uniform(0, wide), rng.uniform(0, high), *rng.uniform(4, max(5, wide * 0.4), 2)
        line, kind = int(rng.integers(1, 9)), rng.integers(5)
        if kind == 0:
            draw.ellipse([x, y, x + across, y + across], outline=255, width=line)
        elif kind == 1:
            draw.rounded_rectangle([x, y, x + across, y + down], min(across, down) * rng.uniform(0, 0.5), outline=255, width=line)
        elif kind == 2:
            draw.rectangle([x, y, x + across, y + down], fill=255)
        elif kind == 3:
            draw.polygon([(x, y), (x + across, y), (x + across / 2, y + down)], fill=255)
        else:
            draw.line([(x, y), (x + across, y + down)], fill=255, width=line)


PRINTS = (words, words, bars, squares, signs)


def sheet(wide: int, high: int, rng: np.random.Generator) -> np.ndarray:
    """A printed face: paper of one colour, or of two, with one to three prints on it."""
    paper, ink = surfaces.tone(rng, 0.7, 1.0, 0.03), surfaces.tone(rng, 0.02, 0.4, 0.08)
    if rng.random() < 0.35:
        paper, ink = surfaces.tone(rng, 0.15, 0.9, 0.2), surfaces.tone(rng, 0.1, 1.0, 0.2)
    face = np.broadcast_to(paper, (high, wide, 3)).astype(np.float32)
    if rng.random() < 0.3:
        band, edges = surfaces.tone(rng, 0.1, 0.95, 0.25), np.sort(rng.uniform(0, high, 2)).astype(int)
        face = face.copy()
        face[edges[0] : edges[1]] = band
    for _ in range(int(rng.integers(1, 4))):
        layer = Image.new("L", (wide, high))
        PRINTS[rng.integers(len(PRINTS))](ImageDraw.Draw(layer), wide, high, rng)
        covered = np.asarray(layer, np.float32)[..., None] / 255
        if rng.random() < 0.5:
            covered = np.roll(covered, tuple(int(by) for by in rng.uniform(-0.4, 0.4, 2) * (high, wide)), (0, 1))
        face = face + (ink - face) * covered * rng.uniform(0.7, 1)
        ink = ink if rng.random() < 0.6 else surfaces.tone(rng, 0.02, 0.95, 0.25)
    return face
