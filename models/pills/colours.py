"""NLM's colour names as ranges of hue, saturation and value, from which pills are painted.

Many pills are pale: what a table calls green, pink or brown (which is also beige) is often white with a breath of it. So
a share of each colour's shades is drawn pale.
"""

import colorsys

import numpy as np

# How often a shade is pale, and its saturation then; white is whiter than that.
PALE, PALE_SATURATION, PALE_VALUE = 0.4, (0.08, 0.3), (0.8, 0.97)
NEVER_PALE = ("white", "gray", "black", "red")
# Name: share, hue in degrees, saturation, value.
COLOURS = {
    "white": (0.3, (20, 60), (0.0, 0.06), (0.86, 1.0)),
    "yellow": (0.1, (38, 62), (0.3, 0.95), (0.8, 1.0)),
    "orange": (0.09, (16, 36), (0.45, 0.95), (0.8, 1.0)),
    "pink": (0.1, (-30, 12), (0.15, 0.48), (0.82, 1.0)),
    "red": (0.07, (-12, 12), (0.6, 0.95), (0.45, 0.88)),
    "brown": (0.09, (8, 36), (0.25, 0.8), (0.3, 0.78)),
    "green": (0.08, (80, 160), (0.2, 0.9), (0.25, 0.9)),
    "turquoise": (0.04, (165, 190), (0.25, 0.85), (0.5, 0.92)),
    "blue": (0.08, (195, 235), (0.25, 0.95), (0.35, 0.95)),
    "purple": (0.04, (255, 310), (0.2, 0.8), (0.3, 0.85)),
    "gray": (0.03, (0, 360), (0.0, 0.1), (0.35, 0.72)),
    "black": (0.02, (0, 360), (0.0, 0.3), (0.04, 0.2)),
}
NAMES = list(COLOURS)
SHARES = np.array([COLOURS[name][0] for name in NAMES])
SHARES /= SHARES.sum()


def pick(rng: np.random.Generator) -> str:
    return NAMES[rng.choice(len(NAMES), p=SHARES)]


def paint(name: str, rng: np.random.Generator) -> np.ndarray:
    """Red, green and blue, 0 to 1, of one of the shades that bear the name."""
    _, hue, saturation, value = COLOURS[name]
    if name not in NEVER_PALE and rng.random() < PALE:
        saturation, value = PALE_SATURATION, PALE_VALUE
    shade = colorsys.hsv_to_rgb((rng.uniform(*hue) % 360) / 360, rng.uniform(*saturation), rng.uniform(*value))
    return np.array(shade, np.float32)
