"""The rendered scenes as training sees them: cut, mirrored, turned, their colours moved."""

import io

import numpy as np
from PIL import Image

from render import SHARD, WORK

# The last shard of each twenty is never trained on.
HELD = 20


class Scenes:
    """Reads shards as they appear: training can begin while scenes are still being rendered."""

    def __init__(self, held: bool):
        self.held, self.names, self.rows = held, set(), []

    def refresh(self) -> None:
        for path in sorted((WORK / "scenes").glob("*-????.npz")):
            if path.name in self.names or ((int(path.stem[-4:]) % HELD == HELD - 1) != self.held):
                continue
            self.names.add(path.name)
            shard = np.load(path)
            files, ends, boxes = shard["files"].tobytes(), shard["ends"], shard["boxes"]
            for index in range(SHARD):
                start = int(ends[index - 1]) if index else 0
                self.rows.append((files[start : int(ends[index])], boxes[boxes[:, 0] == index, 1:]))

    def picture(self, row: int) -> tuple[Image.Image, np.ndarray]:
        file, boxes = self.rows[row]
        return Image.open(io.BytesIO(file)).convert("RGB"), boxes


def cut(picture: Image.Image, boxes: np.ndarray, side: int, rng: np.random.Generator | None):
    """A square part (or, without a generator, the whole) scaled to the side; keeps boxes that are mostly inside."""
    size = picture.width
    span = size if rng is None else size * min(rng.uniform(0.5, 1.35), 1.0)
    left, top = (0, 0) if rng is None else rng.uniform(0, size - span + 1e-6, 2)
    pixels = picture.resize((side, side), Image.Resampling.BILINEAR, (left, top, left + span, top + span))
    moved = (boxes - np.array([left, top, left, top])) * (side / span)
    inside = np.clip(moved, 0, side)
    area = (moved[:, 2] - moved[:, 0]) * (moved[:, 3] - moved[:, 1])
    seen = (inside[:, 2] - inside[:, 0]) * (inside[:, 3] - inside[:, 1])
    return np.asarray(pixels, np.float32) / 255, inside[seen > 0.45 * area]


def vary(pixels: np.ndarray, boxes: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    side = len(pixels)
    if rng.random() < 0.5:
        pixels, boxes = pixels[:, ::-1], np.stack([side - boxes[:, 2], boxes[:, 1], side - boxes[:, 0], boxes[:, 3]], 1)
    if rng.random() < 0.5:
        pixels = pixels.transpose(1, 0, 2)
        boxes = boxes[:, [1, 0, 3, 2]]
    if rng.random() < 0.1:
        pixels = np.repeat(pixels.mean(2, keepdims=True), 3, 2)
    if rng.random() < 0.3:
        pixels = pixels[..., rng.permutation(3)]
    grey = pixels.mean()
    pixels = (pixels - grey) * rng.uniform(0.7, 1.3) + grey * rng.uniform(0.75, 1.25)
    return np.clip(pixels * rng.uniform(0.9, 1.1, 3), 0, 1).astype(np.float32), boxes
