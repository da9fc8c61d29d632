"""Pictures that are no character: they teach the classifier to be unsure."""

import numpy as np


def scribble(random: np.random.Generator, side: int = 128) -> np.ndarray:
    """A random walk of a round pen."""
    canvas = np.zeros((side, side), np.uint8)
    y, x = np.mgrid[:side, :side]
    for _ in range(random.integers(1, 4)):
        point, direction = random.uniform(20, side - 20, 2), random.uniform(0, 2 * np.pi)
        radius, bend = random.uniform(1.5, 6), random.uniform(0.05, 0.5)
        for _ in range(random.integers(12, 60)):
            direction += random.normal(0, bend)
            point = np.clip(point + 4 * np.array([np.cos(direction), np.sin(direction)]), 4, side - 5)
            canvas[(x - point[0]) ** 2 + (y - point[1]) ** 2 < radius**2] = 255
    return canvas


def neighbours(random: np.random.Generator, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Two characters side by side, or one above the other, brought to one square."""
    side = len(first)
    canvas = np.zeros((side, side), np.uint8)
    half = side // 2
    start = half // 2
    canvas[start : start + half, :half] = first[::2, ::2]
    canvas[start : start + half, half:] = second[::2, ::2]
    return canvas if random.random() < 0.7 else canvas.T.copy()


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


def draw(random: np.random.Generator, fine: np.ndarray, labels: np.ndarray, mirrored: set[int]) -> np.ndarray:
    """One picture that is no character."""
    row = random.integers(len(fine))
    kind = random.random()
    if kind < 0.35:
        return scribble(random)
    if kind < 0.65:
        return neighbours(random, fine[row], fine[random.integers(len(fine))])
    if kind < 0.8 or int(labels[row]) not in mirrored:
        return part(random, fine[row])
    return fine[row][:, ::-1]
