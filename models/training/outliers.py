"""Pictures that are no character: they teach the classifier to be unsure."""

import numpy as np


def scribble(random: np.random.Generator, side: int = 128) -> np.ndarray:
    """A random walk of a round pen."""
    canvas = np.zeros((side, side), np.uint8)
    for _ in range(random.integers(1, 4)):
        point, direction = random.uniform(20, side - 20, 2), random.uniform(0, 2 * np.pi)
        radius, bend = random.uniform(1.5, 6), random.uniform(0.05, 0.5)
        reach = int(radius) + 1
        for _ in range(random.integers(12, 60)):
            direction += random.normal(0, bend)
            point = np.clip(point + 4 * np.array([np.cos(direction), np.sin(direction)]), 8, side - 9)
            x, y = point.astype(int)
            rows, columns = np.ogrid[y - reach : y + reach + 1, x - reach : x + reach + 1]
            dot = canvas[y - reach : y + reach + 1, x - reach : x + reach + 1]
            dot[(columns - point[0]) ** 2 + (rows - point[1]) ** 2 < radius**2] = 255
    return canvas


def texture(random: np.random.Generator, side: int = 128) -> np.ndarray:
    """Noise of one grain, cut at a level: what preprocessing leaves of a photo without a drawing."""
    cells = int(random.integers(3, 40))
    coarse = random.normal(size=(cells, cells))
    grown = np.kron(coarse, np.ones((side // cells + 1,) * 2))[:side, :side]
    blurred = grown
    for axis in (0, 1):
        for shift in (side // cells // 3, side // cells // 4):
            blurred = (blurred + np.roll(blurred, shift, axis)) / 2
    return np.where(blurred > np.quantile(blurred, random.uniform(0.4, 0.9)), 255, 0).astype(np.uint8)


def neighbours(random: np.random.Generator, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Two characters side by side, or one above the other, brought to one square."""
    side = len(first)
    canvas = np.zeros((side, side), np.uint8)
    half = side // 2
    start = half // 2
    upright = random.random() < 0.7
    pair = (first, second) if upright else (first.T, second.T)
    overlap = int(random.integers(0, 6))
    canvas[start : start + half, overlap : half + overlap] = pair[0][::2, ::2]
    right = canvas[start : start + half, half - overlap : side - overlap]
    np.maximum(right, pair[1][::2, ::2], out=right)
    return canvas if upright else canvas.T.copy()


def part(random: np.random.Generator, glyph: np.ndarray) -> np.ndarray:
    """A quarter of a character."""
    side = len(glyph)
    half = side // 2
    top, left = random.integers(0, 2, 2) * half
    canvas = np.zeros_like(glyph)
    canvas[top : top + half, left : left + half] = glyph[top : top + half, left : left + half]
    return canvas if canvas.sum() > 255 * 200 else scribble(random)


def mirrored_classes(references: np.ndarray) -> set[int]:
    """The classes whose mirror image is unlike every character."""
    ink = (references > 127).reshape(len(references), -1).astype(np.float32)
    turned = (references[:, :, ::-1] > 127).reshape(len(references), -1).astype(np.float32)
    shared = turned @ ink.T
    union = turned.sum(1)[:, None] + ink.sum(1)[None] - shared
    return {i for i, overlap in enumerate((shared / union).max(1)) if overlap < 0.5}


def draw(
    random: np.random.Generator,
    shares: dict,
    fine: np.ndarray,
    labels: np.ndarray,
    mirrored: set[int],
    letters: np.ndarray,
) -> np.ndarray:
    """One picture that is no character; the kinds come in their shares, what is left of 1 being mirror images."""
    row = random.integers(len(fine))
    kind = random.random()
    bounds = dict(zip(shares, np.cumsum(list(shares.values()))))
    if kind < bounds["letters"]:
        return letters[random.integers(len(letters))]
    if kind < bounds["scribbles"]:
        return scribble(random)
    if kind < bounds["textures"]:
        return texture(random)
    if kind < bounds["pairs"]:
        return neighbours(random, fine[row], fine[random.integers(len(fine))])
    if kind < bounds["parts"] or int(labels[row]) not in mirrored:
        return part(random, fine[row])
    return fine[row][:, ::-1]
