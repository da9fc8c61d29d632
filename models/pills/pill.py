"""One pill from above: colours, print, embossing, score line, light."""

import math
import string
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

import colours
import gel
import shapes
from noise import grain

FONTS = sorted(Path("/usr/share/fonts").rglob("DejaVuSans*.ttf"))
LETTERS = string.ascii_uppercase + string.digits * 3
# How often an oval pill or a capsule of one colour is a soft one.
SOFT = 0.25
# Light per channel: daylight, lamps, shade.
LIGHT = ((1, 1, 1), (1.04, 1.0, 0.92), (0.94, 1.0, 1.06))


@dataclass
class Pill:
    """Red, green, blue (0 to 1) and coverage on a square, and what it is."""

    pixels: np.ndarray
    covered: np.ndarray
    shape: str
    colours: tuple[str, ...]
    scored: bool
    hard: bool
    imprint: str


@lru_cache(maxsize=64)
def font(index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS[index % len(FONTS)]), size)


def words(rng: np.random.Generator) -> list[str]:
    lines = []
    for _ in range(rng.choice([1, 1, 2])):
        lines.append("".join(rng.choice(list(LETTERS)) for _ in range(rng.integers(1, 5))))
    return lines


def text(lines: list[str], size: int, wide: float, high: float, rng: np.random.Generator) -> np.ndarray:
    """Coverage of an imprint in the middle of a square, as wide and high as there is room for."""
    sheet = Image.new("L", (size, size))
    draw = ImageDraw.Draw(sheet)
    longest = max(len(line) for line in lines)
    points = int(min(wide * size / (0.72 * longest), high * size / (1.15 * len(lines))))
    if points < 5:
        return np.zeros((size, size), np.float32)
    face = font(int(rng.integers(len(FONTS))), points)
    draw.multiline_text(
        (size / 2, size / 2), "\n".join(lines), fill=255, font=face, anchor="mm", align="center", spacing=points * 0.1
    )
    return np.asarray(sheet, np.float32) / 255


def shade(heights: np.ndarray, base: np.ndarray, light: np.ndarray, gloss: float, spread: float) -> np.ndarray:
    """Lambert's law with some light from everywhere, and a highlight as broad as the surface is dull."""
    down, right = np.gradient(heights)
    normal = np.stack([-right, -down, np.ones_like(heights)], 2)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    half = light + np.array([0, 0, 1.0])
    half /= np.linalg.norm(half)
    diffuse = 0.45 + 0.6 * np.clip(normal @ light, 0, None)
    mirror = gloss * np.clip(normal @ half, 0, None) ** spread
    return base * diffuse[..., None] + mirror[..., None]


def halves(size: int, split: float, soft: float) -> np.ndarray:
    """0 left of the split and 1 right of it."""
    across = (np.arange(size) - split * size) / max(soft, 0.5)
    return np.broadcast_to(np.clip(across + 0.5, 0, 1)[None, :, None], (size, size, 1)).astype(np.float32)


def sunlight(rng: np.random.Generator) -> np.ndarray:
    angle, low = rng.uniform(0, 2 * math.pi), rng.uniform(0.2, 0.9)
    light = np.array([math.cos(angle) * low, math.sin(angle) * low, 1.0])
    return light / np.linalg.norm(light)


def draw(size: int, light: np.ndarray, rng: np.random.Generator, shape: str | None = None) -> Pill:
    """A pill `size` pixels long, its longer axis level, lit from `light` (x, y, z, of length 1)."""
    shape = shape or str(rng.choice(list(shapes.SHAPES), p=np.array(list(shapes.SHAPES.values())) / sum(shapes.SHAPES.values())))
    hard = shape == "capsule" and rng.random() < 0.7
    soft = shape in ("oval", "capsule") and not hard and rng.random() < SOFT
    covered = shapes.mask(shape, size, rng)
    heights = shapes.dome(covered, rng, hard or soft)
    names = [colours.pick(rng)]
    base = np.broadcast_to(colours.paint(names[0], rng), (size, size, 3)).copy()
    two = hard and rng.random() < 0.75 or not hard and rng.random() < 0.03
    split = rng.uniform(0.42, 0.6)
    if two:
        names.append(colours.pick(rng))
        base = base + (colours.paint(names[1], rng) - base) * halves(size, split, 1)
        names = names if names[0] != names[1] else names[:1]
    if hard:
        seam = np.exp(-(((np.arange(size) - split * size) / max(size * 0.012, 0.7)) ** 2))
        heights = heights + seam[None, :] * size * rng.uniform(0, 0.012) * (covered > 0.5)
        if rng.random() < 0.12:
            # Beads behind a clear half.
            beads = ndimage.gaussian_filter(grain(rng, size, size), max(size * 0.02, 0.6))
            part = halves(size, split, 1) if rng.random() < 0.5 else 1 - halves(size, split, 1)
            base = base + part * (beads / beads.std())[..., None] * rng.uniform(0.06, 0.22)
    else:
        base = base + (grain(rng, size, size) * rng.choice([0.0, 0.01, 0.03]))[..., None]
    high = float(covered.max(1).sum()) / size
    scored = not hard and not soft and rng.random() < 0.22
    imprint = ""
    if rng.random() < (0.3 if soft else 0.72):
        lines = words(rng)
        imprint = "|".join(lines)
        if hard or soft or rng.random() < 0.3:
            ink = text(lines, size, 0.62, high * 0.62, rng)[..., None] * rng.uniform(0.6, 1)
            colour = colours.paint(str(rng.choice(["black", "black", "white", "red", "blue"])), rng)
            base = base + (colour - base) * ink
        else:
            cut = ndimage.gaussian_filter(text(lines, size, 0.66, high * 0.62, rng), max(size * 0.006, 0.4))
            heights = heights - cut * size * rng.uniform(0.008, 0.03) * rng.choice([1, 1, 1, -1])
    if scored:
        groove = np.exp(-(((np.arange(size) - size / 2) / max(size * 0.018, 0.8)) ** 2)) * size * rng.uniform(0.01, 0.04)
        heights = heights - groove[None, :] - (groove[:, None] if rng.random() < 0.12 else 0)
    heights = ndimage.gaussian_filter(heights, max(size * 0.006, 0.7))
    gloss = rng.uniform(0.1, 0.6) if hard else rng.uniform(0, 0.25)
    pixels = np.clip(shade(heights, base, light, gloss, rng.uniform(8, 60)), 0, 1).astype(np.float32)
    if soft:
        pixels, covered = gel.clear(pixels, covered, light, rng)
    return Pill(pixels, covered, shape, tuple(names), scored, hard, imprint)
