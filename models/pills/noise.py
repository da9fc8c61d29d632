"""Grains and clouds from which surfaces are made."""

import numpy as np
from PIL import Image


def cloud(rng: np.random.Generator, height: int, width: int, cells: float) -> np.ndarray:
    """Smooth noise of mean 0 and spread about 1, with so many cells along the longer side."""
    longest = max(height, width)
    rows, columns = (max(2, round(cells * side / longest) + 1) for side in (height, width))
    grid = Image.fromarray(rng.normal(0, 1, (rows, columns)).astype(np.float32))
    return np.asarray(grid.resize((width, height), Image.Resampling.BICUBIC))


def fractal(rng: np.random.Generator, height: int, width: int, cells: float, octaves: int = 4) -> np.ndarray:
    """Clouds on clouds, each twice as fine and half as strong."""
    return sum(cloud(rng, height, width, cells * 2**k) * 0.5**k for k in range(octaves))


def grain(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    return rng.standard_normal((height, width), dtype=np.float32)
