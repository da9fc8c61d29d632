"""What pills lie on: wood, cloth, paper, tiles, stone, plain board, skin."""

import math

import numpy as np
from scipy import ndimage

from noise import cloud, fractal, grain

Surface = np.ndarray


def tone(rng: np.random.Generator, low: float = 0.1, high: float = 0.95, colour: float = 0.1) -> np.ndarray:
    """A colour not far from grey."""
    return np.clip(rng.uniform(low, high) + rng.normal(0, colour, 3), 0.03, 1).astype(np.float32)


def board(rng: np.random.Generator, size: int) -> Surface:
    """Plain or faintly clouded: a table top, a laptop's lid, a photographer's backdrop."""
    base = tone(rng, colour=rng.choice([0.02, 0.15]))
    return base + (fractal(rng, size, size, 3) * rng.uniform(0, 0.03))[..., None]


def stone(rng: np.random.Generator, size: int) -> Surface:
    """Concrete, granite, carpet: speckles of several sizes."""
    base, specks = tone(rng, 0.2, 0.8, 0.05), np.zeros((size, size), np.float32)
    for scale in (0.6, 1.2, 2.5):
        layer = ndimage.gaussian_filter(grain(rng, size, size), scale)
        specks += layer / layer.std() * rng.uniform(0, 0.07)
    specks += np.minimum(fractal(rng, size, size, rng.uniform(4, 14)), 0) * rng.uniform(0, 0.12)
    return base + specks[..., None] * (1 + rng.normal(0, 0.1, 3))


def cloth(rng: np.random.Generator, size: int) -> Surface:
    """A weave with folds."""
    base, at = tone(rng, 0.08, 0.9, 0.15), np.arange(size)
    pitch, turn = rng.uniform(2.2, 9), rng.uniform(0, math.pi)
    across = np.add.outer(at * math.cos(turn), at * math.sin(turn)) * 2 * math.pi / pitch
    along = np.add.outer(-at * math.sin(turn), at * math.cos(turn)) * 2 * math.pi / pitch
    weave = np.sin(across) * np.sin(along) + grain(rng, size, size) * 0.5
    folds = fractal(rng, size, size, rng.uniform(1, 5), 2)
    return base * (1 + weave * rng.uniform(0.02, 0.12) + folds * rng.uniform(0, 0.15))[..., None]


def wood(rng: np.random.Generator, size: int) -> Surface:
    """Rings drawn out along the board."""
    base = np.array([0.55, 0.36, 0.2]) * rng.uniform(0.4, 1.6) + rng.normal(0, 0.04, 3)
    rings = cloud(rng, size, max(4, size // 12), 30)[:, : size // 12]
    rings = ndimage.zoom(rings, (1, size / rings.shape[1]), order=1)[:, :size]
    bands = np.sin(fractal(rng, size, size, 1.5) * 2 + np.linspace(0, rng.uniform(10, 80), size)[:, None])
    wooden = base * (1 + 0.12 * rng.uniform(0.2, 1.3) * (rings + bands))[..., None]
    return np.rot90(wooden) if rng.random() < 0.5 else wooden


def paper(rng: np.random.Generator, size: int) -> Surface:
    """A sheet with lines, squares or lines of small print."""
    sheet = np.ones((size, size, 3), np.float32) * tone(rng, 0.75, 1, 0.03)
    ink, step = tone(rng, 0.05, 0.6, 0.15), int(rng.integers(9, 40))
    kind, first = rng.choice(["ruled", "squared", "print", "blank"]), int(rng.integers(0, 9))
    if kind in ("ruled", "squared"):
        sheet[first::step] = ink
        if kind == "squared":
            sheet[:, first::step] = ink
    if kind == "print":
        for top in range(first, size - 4, step):
            marks = ndimage.gaussian_filter1d((rng.random((max(2, step // 3), size)) < 0.5).astype(np.float32), 1.0, axis=1)
            part = sheet[top : top + len(marks)]
            part += (ink - part) * (marks[: len(part), :, None] > 0.5) * rng.uniform(0.5, 1)
    return sheet + (fractal(rng, size, size, 2) * 0.02)[..., None]


def tiles(rng: np.random.Generator, size: int) -> Surface:
    """Tiles, keys, bricks: blocks with joints."""
    step, gap = int(rng.integers(22, 150)), int(rng.integers(1, 6))
    base, joint = tone(rng, colour=0.06), tone(rng, colour=0.04)
    down, right = np.divmod(np.arange(size), step), np.divmod(np.arange(size) + int(rng.integers(step)), step)
    blocks = rng.normal(0, rng.uniform(0, 0.05), (size // step + 2, size // step + 3))
    sheet = base + blocks[down[0]][:, right[0]][..., None] + (grain(rng, size, size) * 0.01)[..., None]
    edges = (down[1] < gap)[:, None] | (right[1] < gap)[None, :]
    return np.where(edges[..., None], joint, sheet)


def complexion(rng: np.random.Generator) -> np.ndarray:
    """A colour of skin, from dark to light."""
    light = rng.uniform(0, 1)
    return np.array([0.32 + 0.6 * light, 0.2 + 0.52 * light, 0.14 + 0.47 * light]) + rng.normal(0, 0.025, 3)


def skin(rng: np.random.Generator, size: int, base: np.ndarray | None = None) -> Surface:
    """A palm: blotches, fine lines, a few deep creases."""
    base = complexion(rng) if base is None else base
    blotches = fractal(rng, size, size, rng.uniform(3, 8))
    lines = np.abs(fractal(rng, size, size, rng.uniform(15, 40), 2))
    creases = np.exp(-((cloud(rng, size, size, rng.uniform(1.5, 4)) / rng.uniform(0.015, 0.05)) ** 2))
    relief = blotches * rng.uniform(0.01, 0.05) - creases * rng.uniform(0.05, 0.22) + lines * rng.uniform(0, 0.03)
    redness = np.array([0.3, -0.6, -0.5]) * (fractal(rng, size, size, 2) * rng.uniform(0, 0.04))[..., None]
    return base * (1 + relief[..., None] + redness)


SURFACES = (board, stone, cloth, wood, paper, tiles, skin)
SHARES = (0.17, 0.18, 0.17, 0.12, 0.11, 0.07, 0.18)


def surface(rng: np.random.Generator, size: int) -> Surface:
    """Any of them."""
    return SURFACES[rng.choice(len(SURFACES), p=SHARES)](rng, size).astype(np.float32)
