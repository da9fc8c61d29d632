"""What the detector ought to say of a picture, and how wrong it was."""

import numpy as np
import torch

from detector import STRIDE


def paint(boxes: np.ndarray, side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The map of middles, the boxes (left, top, right, bottom) by cell, and how much each cell's box counts."""
    cells = side // STRIDE
    heat = np.zeros((cells, cells), np.float32)
    sides, weights = np.zeros((4, cells, cells), np.float32), np.zeros((cells, cells), np.float32)
    middles = (np.arange(cells) + 0.5) * STRIDE
    # Large ones first: where two overlap, the small one's cells are its own.
    for left, top, right, bottom in sorted(boxes, key=lambda box: -(box[2] - box[0]) * (box[3] - box[1])):
        wide, high = max(right - left, 4) * 0.54 / 6, max(bottom - top, 4) * 0.54 / 6
        wide, high = max(wide, STRIDE * 0.45), max(high, STRIDE * 0.45)
        x = (int((left + right) / 2 / STRIDE) + 0.5) * STRIDE
        y = (int((top + bottom) / 2 / STRIDE) + 0.5) * STRIDE
        bump = np.outer(np.exp(-((middles - y) ** 2) / (2 * high**2)), np.exp(-((middles - x) ** 2) / (2 * wide**2)))
        bump[bump < 0.01] = 0
        heat = np.maximum(heat, bump)
        inside = bump > 0.1
        sides[:, inside] = np.array([left, top, right, bottom], np.float32)[:, None]
        # Each pill counts the same, whatever its size: its cells share its weight.
        weights[inside] = bump[inside] / bump[inside].sum()
    return heat, sides, weights


def cells(side: int, device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    """The middles of the cells in pixels, across and down."""
    middles = (torch.arange(side // STRIDE, device=device) + 0.5) * STRIDE
    return middles[None, None, :], middles[None, :, None]


def loss(logits: torch.Tensor, distances: torch.Tensor, heat: torch.Tensor, sides: torch.Tensor, weights: torch.Tensor):
    """Focal loss of the middles, and generalised overlap (GIoU) of the boxes, each per pill."""
    logits = logits[:, 0].float()
    chance = torch.sigmoid(logits).clamp(1e-5, 1 - 1e-5)
    pills = (heat > 0.999).sum().clamp(min=1)
    hit = heat > 0.999
    right = -torch.log(chance) * (1 - chance) ** 2 * hit
    wrong = -torch.log(1 - chance) * chance**2 * (1 - heat) ** 4 * ~hit
    middles = (right.sum() + wrong.sum()) / pills
    x, y = cells(heat.shape[-1] * STRIDE, heat.device)
    left, top, right_, bottom = x - distances[:, 0], y - distances[:, 1], x + distances[:, 2], y + distances[:, 3]
    wide = torch.minimum(right_, sides[:, 2]) - torch.maximum(left, sides[:, 0])
    high = torch.minimum(bottom, sides[:, 3]) - torch.maximum(top, sides[:, 1])
    shared = wide.clamp(min=0) * high.clamp(min=0)
    both = (right_ - left) * (bottom - top) + (sides[:, 2] - sides[:, 0]) * (sides[:, 3] - sides[:, 1]) - shared
    hull_wide = torch.maximum(right_, sides[:, 2]) - torch.minimum(left, sides[:, 0])
    hull = (hull_wide * (torch.maximum(bottom, sides[:, 3]) - torch.minimum(top, sides[:, 1]))).clamp(min=1e-3)
    overlap = shared / both.clamp(min=1e-3) - (hull - both) / hull
    boxes = ((1 - overlap) * weights).sum() / weights.sum().clamp(min=1)
    return middles, boxes
