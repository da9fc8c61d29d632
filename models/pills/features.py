"""What the body sees of cut scenes: `python features.py --count 3200`; goes on where it stopped.

The body is four fifths of a step and never changes, so each cut goes through it once. A shard of work/features holds
sixty-four cuts: the features in bf16, the truth in half precision.
"""

import argparse
import time
import tomllib
from pathlib import Path

import numpy as np
import torch

import targets
from backbone import Body
from render import WORK
from scenes import Scenes, cut, vary

SHARD = 64
FOLDER = WORK / "features"


@torch.no_grad()
def shard(body: Body, scenes: Scenes, side: int, rng: np.random.Generator) -> list[torch.Tensor]:
    rows = []
    for row in rng.integers(len(scenes.rows), size=SHARD):
        pixels, boxes = vary(*cut(*scenes.picture(row), side, rng), rng)
        rows.append((np.ascontiguousarray(pixels.transpose(2, 0, 1)), *targets.paint(boxes, side)))
    pictures, *truth = (torch.from_numpy(np.stack(column)) for column in zip(*rows))
    seen = []
    for part in pictures.split(8):
        with torch.autocast("cpu", torch.bfloat16):
            seen.append(body(part.contiguous(memory_format=torch.channels_last)))
    return [torch.cat(parts).bfloat16() for parts in zip(*seen)] + [part.half() for part in truth]


class Cuts:
    """All shards that are there, in memory; the last `truth` tensors are the truth."""

    def __init__(self, truth: int = 3):
        self.truth, self.names, self.shards = truth, set(), []

    def refresh(self) -> None:
        for path in sorted(FOLDER.glob("*-????.pt")):
            if path.name not in self.names:
                self.names.add(path.name)
                self.shards.append(torch.load(path, weights_only=True))

    def __len__(self) -> int:
        return len(self.shards) * SHARD

    def batch(self, count: int, rng: np.random.Generator) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
        """Any of them: what was seen, and the truth."""
        chosen = [divmod(int(row), SHARD) for row in rng.integers(len(self), size=count)]
        columns = [torch.stack([self.shards[shard][place][row] for shard, row in chosen]) for place in range(len(self.shards[0]))]
        return columns[: -self.truth], [column.float() for column in columns[-self.truth :]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default="config.toml")
    parser.add_argument("--count", type=int, default=3200, help="cuts")
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    network = tomllib.loads((Path(__file__).parent / options.config).read_text())["network"]
    torch.set_num_threads(1)
    body = Body().learned().to(memory_format=torch.channels_last).eval()
    FOLDER.mkdir(parents=True, exist_ok=True)
    scenes = Scenes(held=False)
    for number in range(-(-options.count // SHARD)):
        path = FOLDER / f"{options.seed}-{number:04}.pt"
        if path.exists():
            continue
        scenes.refresh()
        while not scenes.rows:
            time.sleep(5)
            scenes.refresh()
        found = shard(body, scenes, network["side"], np.random.default_rng([options.seed, number]))
        torch.save(found, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)


if __name__ == "__main__":
    main()
