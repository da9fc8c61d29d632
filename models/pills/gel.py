"""Soft capsules: a clear shell around oil, lit through, with one or two sharp lights on it."""

import numpy as np
from scipy import ndimage


def clear(pixels: np.ndarray, covered: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Makes an opaque pill a clear one: what lies below shows, the far side glows, the near side mirrors a lamp."""
    size = len(covered)
    deep = ndimage.distance_transform_edt(covered > 0.5)
    deep = deep / max(float(deep.max()), 1.0)
    down, right = np.meshgrid(*[np.linspace(-1, 1, size)] * 2, indexing="ij")
    away = -(right * light[0] + down * light[1])
    glow = np.clip(away, 0, 1) * np.exp(-((deep - 0.35) ** 2) / 0.06) * rng.uniform(0.2, 0.9)
    tint = pixels * rng.uniform(0.4, 0.9) * (0.7 + 0.5 * (1 - deep))[..., None] + pixels * glow[..., None]
    for _ in range(int(rng.integers(1, 3))):
        x, y = np.array([light[0], light[1]]) * rng.uniform(0.2, 0.6) + rng.normal(0, 0.08, 2)
        long, wide, turn = rng.uniform(0.05, 0.22), rng.uniform(0.02, 0.07), rng.uniform(0, 3.2)
        u = (right - x) * np.cos(turn) + (down - y) * np.sin(turn)
        v = (down - y) * np.cos(turn) - (right - x) * np.sin(turn)
        spot = np.exp(-((u / long) ** 2) - ((v / wide) ** 2))
        tint = tint + spot[..., None] * rng.uniform(0.4, 1.0)
    return np.clip(tint, 0, 1).astype(np.float32), covered * rng.uniform(0.7, 1.0)
