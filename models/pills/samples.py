"""Draws ../samples/pills: pills on tables, for tests. `python samples.py`; the same pictures at every run."""

from pathlib import Path

import numpy as np
from PIL import Image

import pill
import surfaces
import things

TARGET = Path(__file__).parents[1] / "samples/pills"
# File, surface, shape, seed: seeds whose pill bears an imprint that a person reads at a glance.
PICTURES = (("capsule.jpg", surfaces.cloth, "capsule", 2), ("tablet.jpg", surfaces.wood, "round", 4))


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, surface, shape, seed in PICTURES:
        rng = np.random.default_rng(seed)
        light = pill.sunlight(rng)
        scene = np.ascontiguousarray(surface(rng, 480).astype(np.float32))
        drawn = pill.draw(190, light, rng, shape)
        laid = things.place(scene, drawn.pixels, drawn.covered, np.array([240.0, 230.0]), light, rng)
        picture = Image.fromarray((np.clip(scene, 0, 1) * 255).astype(np.uint8))
        picture.save(TARGET / name, quality=80)
        print(name, laid.box, drawn.shape, drawn.colours, drawn.imprint)
    rng = np.random.default_rng(3)
    empty = np.clip(surfaces.stone(rng, 480), 0, 1)
    Image.fromarray((empty * 255).astype(np.uint8)).save(TARGET / "empty.jpg", quality=60)


if __name__ == "__main__":
    main()
