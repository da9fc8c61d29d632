"""Single pills, close by, as the detector's boxes cut them out: `python crops.py --count 12000`; goes on where it stopped.

A shard of work/crops holds five hundred: pictures (N, 96, 96, 3), coverage of the pill (N, 24, 24), shape, score line,
capsule or tablet, and the one or two colours (the second is -1 where there is one).
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

import colours
import pill
import shapes
import surfaces
import things
from scene import camera

WORK = Path(__file__).parent / "work"
SHARD, SIDE, CELLS = 500, 96, 24
# How much of the longer side is seen around a box; production cuts with this margin.
MARGIN = 0.25
SHAPES = list(shapes.SHAPES)


def crop(rng: np.random.Generator):
    """One crop with what is known of its pill."""
    size = 150
    light = pill.sunlight(rng)
    ground = np.ascontiguousarray(surfaces.surface(rng, size))
    for _ in range(rng.poisson(0.3)):
        things.THINGS[rng.integers(len(things.THINGS))](ground, light, rng)
    if rng.random() < 0.35:
        beside = pill.draw(int(rng.uniform(40, 90)), light, rng)
        angle = rng.uniform(0, 6.3)
        things.place(ground, beside.pixels, beside.covered, 75 + 90 * np.array([np.cos(angle), np.sin(angle)]), light, rng)
    # Rare shapes are drawn as often as common ones every second time: an outline is learned from all.
    shape = str(rng.choice(SHAPES)) if rng.random() < 0.35 else None
    drawn = pill.draw(int(rng.uniform(30, 92)), light, rng, shape)
    laid = things.place(ground, drawn.pixels, drawn.covered, np.array([75.0, 75.0]), light, rng)
    left, top, right, bottom = laid.box
    span = max(right - left, bottom - top) * (1 + MARGIN) * rng.uniform(0.92, 1.15)
    across, down = (left + right) / 2 + rng.normal(0, span * 0.03), (top + bottom) / 2 + rng.normal(0, span * 0.03)
    box = (across - span / 2, down - span / 2, across + span / 2, down + span / 2)
    box = tuple(float(np.clip(edge, 0, size)) for edge in box)
    picture = camera(ground, rng).resize((SIDE, SIDE), Image.Resampling.BILINEAR, box)
    covered = Image.fromarray(laid.covered).resize((CELLS, CELLS), Image.Resampling.BOX, box)
    painted = [colours.NAMES.index(name) for name in drawn.colours] + [-1]
    return (
        np.asarray(picture, np.uint8),
        (np.asarray(covered) * 255).astype(np.uint8),
        SHAPES.index(drawn.shape),
        drawn.scored,
        drawn.hard,
        painted[:2],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=12000)
    parser.add_argument("--seed", type=int, default=2)
    options = parser.parse_args()
    folder = WORK / "crops"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(-(-options.count // SHARD)):
        path = folder / f"{options.seed}-{number:04}.npz"
        if path.exists():
            continue
        rows = [crop(np.random.default_rng([options.seed, number, index])) for index in range(SHARD)]
        names = ("pictures", "covered", "shapes", "scored", "capsules", "colours")
        part = path.with_suffix(".part.npz")
        np.savez(part, **{name: np.array(column) for name, column in zip(names, zip(*rows))})
        part.rename(path)


if __name__ == "__main__":
    main()
