"""The outlines of pills: NLM's shapes as masks on a square, and the dome above them."""

import math

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

# NLM's names, and how often the renderer draws each: common ones often, none too seldom to be learned.
SHAPES = {
    "round": 0.3,
    "oval": 0.2,
    "capsule": 0.3,
    "triangle": 0.02,
    "rectangle": 0.02,
    "tear": 0.02,
    "square": 0.02,
    "diamond": 0.025,
    "pentagon": 0.02,
    "hexagon": 0.02,
    "octagon": 0.015,
    "semi-circle": 0.02,
    "trapezoid": 0.015,
    "bullet": 0.015,
    "double circle": 0.01,
    "freeform": 0.02,
}
# The outlines of the shapes with so many equal sides.
SIDES = {"triangle": 3, "pentagon": 5, "hexagon": 6, "octagon": 8}


def regular(sides: int) -> np.ndarray:
    angles = np.arange(sides) * 2 * math.pi / sides - math.pi / 2
    return np.stack([np.cos(angles), np.sin(angles)], 1)


def ellipse(wide: float, high: float, steps: int = 90) -> np.ndarray:
    angles = np.arange(steps) * 2 * math.pi / steps
    return np.stack([wide * np.cos(angles), high * np.sin(angles)], 1)


def stadium(high: float) -> np.ndarray:
    turn = np.linspace(-math.pi / 2, math.pi / 2, 30)
    right = np.stack([1 - high + high * np.cos(turn), high * np.sin(turn)], 1)
    return np.concatenate([right, -right])


def outline(shape: str, rng: np.random.Generator) -> np.ndarray:
    """Points of an outline within the square from -1 to 1; the longer axis lies level."""
    if shape in SIDES:
        return regular(SIDES[shape])
    if shape == "round":
        return ellipse(1, 1)
    if shape == "oval":
        return ellipse(1, rng.uniform(0.45, 0.75))
    if shape == "capsule":
        return stadium(rng.uniform(0.33, 0.48))
    if shape in ("rectangle", "square", "trapezoid"):
        high = 0.9 if shape == "square" else rng.uniform(0.4, 0.7)
        wide, top = (0.9, 0.9) if shape == "square" else (1.0, rng.uniform(0.5, 0.75) if shape == "trapezoid" else 1.0)
        return np.array([(-top, -high), (top, -high), (wide, high), (-wide, high)])
    if shape == "diamond":
        return np.array([(-1, 0), (0, -rng.uniform(0.6, 0.95)), (1, 0), (0, rng.uniform(0.6, 0.95))])
    if shape == "semi-circle":
        turn = np.linspace(0, math.pi, 50)
        return np.stack([np.cos(turn), np.sin(turn) - 0.4], 1)
    if shape == "bullet":
        turn = np.linspace(-math.pi / 2, math.pi / 2, 40)
        nose = np.stack([0.2 + 0.8 * np.cos(turn), 0.55 * np.sin(turn)], 1)
        return np.concatenate([nose, [(-0.95, 0.55), (-0.95, -0.55)]])
    if shape == "tear":
        turn = np.linspace(0.25 * math.pi, 1.75 * math.pi, 50)
        belly = np.stack([-0.35 + 0.65 * np.cos(turn), 0.65 * np.sin(turn)], 1)
        return np.concatenate([belly, [(1, 0)]])
    if shape == "double circle":
        turn = np.linspace(0.16 * math.pi, 1.84 * math.pi, 50)
        left = np.stack([-0.46 + 0.54 * np.cos(turn), 0.54 * np.sin(turn)], 1)
        return np.concatenate([left, -left])
    angles = np.arange(80) * 2 * math.pi / 80
    radius = 0.8 + sum(rng.uniform(0, 0.12) * np.cos(k * angles + rng.uniform(0, 6.3)) for k in (2, 3, 4))
    return np.stack([radius * np.cos(angles), radius * np.sin(angles)], 1) / radius.max()


def mask(shape: str, size: int, rng: np.random.Generator) -> np.ndarray:
    """Coverage, 0 to 1, on `size` by `size` pixels; corners are rounded as a press rounds them."""
    points = outline(shape, rng) * 0.94
    large = Image.new("L", (2 * size, 2 * size))
    ImageDraw.Draw(large).polygon([((x + 1) * size, (y + 1) * size) for x, y in points], fill=255)
    filled = np.asarray(large, np.float32) / 255
    if shape not in ("round", "oval", "capsule"):
        filled = (ndimage.gaussian_filter(filled, size * rng.uniform(0.04, 0.14)) > 0.5).astype(np.float32)
    return filled.reshape(size, 2, size, 2).mean((1, 3))


def dome(covered: np.ndarray, rng: np.random.Generator, hard: bool) -> np.ndarray:
    """Heights in pixels above the table: a capsule is a full dome, a tablet has a rim and a flat or vaulted top."""
    inside = ndimage.distance_transform_edt(covered > 0.5)
    deepest = max(float(inside.max()), 1.0)
    if hard:
        share = np.clip(inside / deepest, 0, 1)
        return deepest * np.sqrt(1 - (1 - share) ** 2)
    rim = deepest * rng.uniform(0.06, 0.4)
    edge = np.clip(inside / rim, 0, 1)
    vault = np.clip(inside / deepest, 0, 1)
    height = rim * rng.uniform(0.5, 1) * np.sqrt(1 - (1 - edge) ** 2)
    return height + deepest * rng.uniform(0, 0.35) * (1 - (1 - vault) ** 2)
