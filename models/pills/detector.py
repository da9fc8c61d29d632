"""The detector: a body that has seen photos, a pyramid, and one map at stride 4 that says where pills are.

Anchor-free, after CenterNet (Zhou et al., 2019) and TTFNet (Liu et al., 2020): each cell of the map says whether a
pill's middle lies there and how far away its four sides are.
"""

import torch
from torch import nn
from torch.nn import functional

from blocks import unit
from lite0 import WIDTHS, Lite0

STRIDE = 4


class Detector(nn.Module):
    """In: pictures (N, 3, side, side), 0 to 1. Out: logits (N, 1, side/4, side/4) of a pill's middle, and the
    distances in pixels of its left, upper, right and lower side from the cell's middle."""

    def __init__(self, settings: dict):
        super().__init__()
        head = settings["head"]
        self.body = Lite0()
        self.lateral = nn.ModuleList(nn.Conv2d(width, head, 1) for width in WIDTHS)
        self.smooth = nn.ModuleList(unit(head, head) for _ in range(3))
        self.is_pill = nn.Conv2d(head, 1, 1)
        self.sides = nn.Conv2d(head, 4, 1)
        nn.init.constant_(self.is_pill.bias, -4.0)
        nn.init.constant_(self.sides.bias, 0.5)

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        fine, middle, coarse, found = (layer(features) for layer, features in zip(self.lateral, self.body(pictures)))
        for smooth, below in zip(self.smooth, (coarse, middle, fine)):
            found = smooth(functional.interpolate(found, scale_factor=2.0, mode="nearest") + below)
        return self.is_pill(found), torch.exp(self.sides(found).float().clamp(-4, 4)) * 8
