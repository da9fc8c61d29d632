"""Renders scenes into work/scenes: `python render.py --count 8000 --seed 1`; goes on where it stopped.

A shard holds fifty scenes: `<seed>-<number>.npz` with the JPEGs one after the other, their ends, and the boxes.
"""

import argparse
import io
from pathlib import Path

import numpy as np

from scene import render

WORK = Path(__file__).parent / "work"
SHARD = 50


def shard(seed: int, number: int, path: Path) -> None:
    files, ends, boxes = b"", [], []
    for index in range(SHARD):
        made = render(np.random.default_rng([seed, number, index]))
        file = io.BytesIO()
        made.picture.save(file, "JPEG", quality=92)
        files += file.getvalue()
        ends.append(len(files))
        boxes += [(index, *box) for box in made.boxes]
    part = path.with_suffix(".part.npz")
    np.savez(part, files=np.frombuffer(files, np.uint8), ends=ends, boxes=np.array(boxes, np.float32).reshape(-1, 5))
    part.rename(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=8000, help="scenes")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = WORK / "scenes"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(-(-options.count // SHARD)):
        path = folder / f"{options.seed}-{number:04}.npz"
        if not path.exists():
            shard(options.seed, number, path)


if __name__ == "__main__":
    main()
