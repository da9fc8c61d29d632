"""Where the shades of each colour lie in Lab: `python shades.py` writes ../../shared/src/pills/appearance/shades.tsv.

Shades are drawn as the renderer draws them (colours.py), lit as photos are: brighter or darker, warmer or cooler. Each colour
is described by two normal distributions, of its strong and of its pale shades.
"""

from pathlib import Path

import numpy as np

import colours

TARGET = Path(__file__).parents[2] / "shared/src/pills/appearance/shades.tsv"
DRAWN = 4000


def lab(levels: np.ndarray) -> np.ndarray:
    """Lab (D65) of sRGB levels from 0 to 1."""
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    xyz = linear @ np.array([[0.4124, 0.2126, 0.0193], [0.3576, 0.7152, 0.1192], [0.1805, 0.0722, 0.9505]])
    xyz = xyz / np.array([0.9505, 1.0, 1.089])
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = root.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], 1)


def lit(shades: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    count = len(shades)
    warm = 1 + rng.normal(0, 0.03, (count, 1)) * np.array([[1.0, 0.1, -1.2]])
    return np.clip(shades * rng.uniform(0.72, 1.06, (count, 1)) * warm, 0, 1)


def main() -> None:
    rng = np.random.default_rng(20261122)
    rows = ["# colour, share, then mean and covariance (6 of 9) in Lab; written by models/pills/shades.py"]
    for name, share in zip(colours.NAMES, colours.SHARES):
        shades = np.stack([colours.paint(name, rng) for _ in range(DRAWN)])
        chroma = shades.max(1) - shades.min(1)
        pale = chroma < np.quantile(chroma, colours.PALE)
        for part in (pale, ~pale):
            found = lab(lit(shades[part], rng))
            spread = np.cov(found.T) + np.eye(3) * 4
            numbers = [share * part.mean(), *found.mean(0), *spread[np.triu_indices(3)]]
            rows.append("\t".join([name, *(f"{number:.4f}" for number in numbers)]))
    TARGET.write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
