"""The detector: a small residual body, a pyramid, and one map at stride 4 that says where pills are.

Anchor-free, after CenterNet (Zhou et al., 2019) and TTFNet (Liu et al., 2020): each cell of the map says whether a
pill's middle lies there and how far away its four sides are.
"""

import torch
from torch import nn
from torch.nn import functional

STRIDE = 4


def unit(inputs: int, outputs: int, stride: int = 1, kernel: int = 3) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.first = unit(channels, channels)
        self.second = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return functional.relu(features + self.second(self.first(features)))


class Detector(nn.Module):
    """In: pictures (N, 3, side, side), 0 to 1. Out: logits (N, 1, side/4, side/4) of a pill's middle, and the
    distances in pixels of its left, upper, right and lower side from the cell's middle."""

    def __init__(self, settings: dict):
        super().__init__()
        a, b, c, d, e = settings["widths"]
        head = settings["head"]
        self.stem = unit(3, a, 2)
        self.fine = nn.Sequential(unit(a, b, 2), Residual(b))
        self.middle = nn.Sequential(unit(b, c, 2), Residual(c), Residual(c))
        self.coarse = nn.Sequential(unit(c, d, 2), Residual(d), Residual(d))
        self.whole = nn.Sequential(unit(d, e, 2), Residual(e), Residual(e))
        self.lateral = nn.ModuleList(nn.Conv2d(width, head, 1) for width in (b, c, d, e))
        self.smooth = nn.ModuleList(unit(head, head) for _ in range(3))
        self.is_pill = nn.Conv2d(head, 1, 1)
        self.sides = nn.Conv2d(head, 4, 1)
        nn.init.constant_(self.is_pill.bias, -4.0)
        nn.init.constant_(self.sides.bias, 0.5)

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        fine = self.fine(self.stem((pictures - 0.45) * 4))
        middle = self.middle(fine)
        coarse = self.coarse(middle)
        whole = self.whole(coarse)
        fine, middle, coarse, found = (
            layer(features) for layer, features in zip(self.lateral, (fine, middle, coarse, whole))
        )
        for smooth, below in zip(self.smooth, (coarse, middle, fine)):
            found = smooth(functional.interpolate(found, scale_factor=2.0, mode="nearest") + below)
        return self.is_pill(found), torch.exp(self.sides(found).float().clamp(-4, 4)) * 8
