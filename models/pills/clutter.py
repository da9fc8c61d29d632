"""What a room shows at the edges of a photo: printed packs, bright slivers, dark lumps, plates, screens."""

import math

import numpy as np
from PIL import Image, ImageDraw

import printed
import surfaces
from things import blend, place, shadow, soften


def pack(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    """A box or a leaflet lying there."""
    wide, high = (int(side) for side in len(scene) * rng.uniform(0.25, 1.1, 2))
    face = printed.sheet(wide, high, rng)
    if rng.random() < 0.5:
        # A bottle or a bent sheet is darker towards its sides.
        face = face * (1 - rng.uniform(0, 0.5) * np.linspace(-1, 1, wide) ** 2)[None, :, None]
    place(scene, face, np.ones((high, wide), np.float32), rng.uniform(0, len(scene), 2), light, rng)


def lump(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    """A many-cornered or round thing of one stuff, mostly beyond the picture's edge; only a part of it is seen."""
    size = len(scene)
    image = Image.new("L", (size, size))
    turn, radius = rng.uniform(0, 2 * math.pi), size * rng.uniform(0.04, 0.35)
    middle = size / 2 + (size * rng.uniform(0.45, 0.6)) * np.array([math.cos(turn), math.sin(turn)])
    if rng.random() < 0.4:
        middle = rng.uniform(0, size, 2)
    corners = int(rng.choice([3, 4, 4, 5, 6, 40]))
    angles = np.sort(rng.uniform(0, 2 * math.pi, corners)) if corners < 40 else np.linspace(0, 2 * math.pi, 40)
    reach = radius * (rng.uniform(0.6, 1.6, corners) if corners < 40 else np.ones(40))
    points = [(middle[0] + r * math.cos(a) * 1.3, middle[1] + r * math.sin(a)) for a, r in zip(angles, reach)]
    ImageDraw.Draw(image).polygon(points, fill=255)
    covered = soften(image, rng.uniform(0.6, 2.5))
    shadow(scene, covered, light, size * rng.uniform(0.0, 0.04), rng.uniform(0, 0.6))
    stuff = surfaces.surface(rng, size) if rng.random() < 0.5 else np.ones_like(scene) * surfaces.tone(rng, 0.02, 1.0, 0.15)
    blend(scene, stuff, covered)


def slivers(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    """Gaps, reflections and scraps: thin and bright or dark, many at once."""
    size = len(scene)
    image = Image.new("L", (size, size))
    draw, middle = ImageDraw.Draw(image), rng.uniform(0, size, 2)
    for _ in range(int(rng.integers(3, 16))):
        x, y = middle + rng.normal(0, size * 0.15, 2)
        turn, long, wide = rng.uniform(0, 2 * math.pi), rng.uniform(4, 40), rng.uniform(1, 9)
        along, across = np.array([math.cos(turn), math.sin(turn)]) * long, np.array([-math.sin(turn), math.cos(turn)]) * wide
        start = np.array([x, y])
        draw.polygon([tuple(start), tuple(start + along), tuple(start + along * rng.uniform(0.3, 1) + across)], fill=255)
    blend(scene, np.ones_like(scene) * surfaces.tone(rng, 0.02, 1.0, 0.12), soften(image, 0.8))


def letters(scene: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A picture of a pack and of nothing else: print from edge to edge."""
    size = len(scene)
    face = printed.sheet(size, size, rng)
    turn = rng.choice([0.0, rng.uniform(-20, 20), rng.uniform(0, 360)])
    image = Image.fromarray((np.clip(face, 0, 1) * 255).astype(np.uint8))
    paper = tuple(int(level) for level in np.median(np.asarray(image), (0, 1)))
    return np.asarray(image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=paper), np.float32) / 255


CLUTTER = (pack, pack, lump, lump, slivers)
