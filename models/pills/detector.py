"""The detector: a body that has seen photographs, a pyramid, and one map at stride 4 that says where pills are.

Anchor-free, after CenterNet (Zhou et al., 2019) and TTFNet (Liu et al., 2020): each cell of the map says whether a
pill's middle lies there and how far away its four sides are.
"""

import torch
from torch import nn
from torch.nn import functional

from backbone import TAPS, Body

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
    distances in pixels of its left, upper, right and lower side from the cell's middle.

    The body stays as photographs taught it: `answer` is all that is learned from rendered scenes."""

    def __init__(self, settings: dict):
        super().__init__()
        head = settings["head"]
        self.body = Body().requires_grad_(False)
        self.lateral = nn.ModuleList(nn.Conv2d(width, head, 1) for width in TAPS.values())
        # Wide neighbourhoods at the coarsest level: a pill may fill the picture.
        self.around = nn.Sequential(unit(head, head), Residual(head))
        self.smooth = nn.ModuleList(unit(head, head) for _ in range(3))
        self.is_pill = nn.Conv2d(head, 1, 1)
        self.sides = nn.Conv2d(head, 4, 1)
        nn.init.constant_(self.is_pill.bias, -4.0)
        nn.init.constant_(self.sides.bias, 0.5)

    def train(self, mode: bool = True):
        """The body's statistics stay those of photographs, too."""
        super().train(mode)
        self.body.eval()
        return self

    def learned(self) -> list[nn.Parameter]:
        """The parameters of everything behind the body."""
        return [parameter for parameter in self.parameters() if parameter.requires_grad]

    def answer(self, taken: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """What follows from the body's features."""
        fine, middle, coarse, whole = (layer(part) for layer, part in zip(self.lateral, taken))
        found = self.around(whole)
        for smooth, below in zip(self.smooth, (coarse, middle, fine)):
            found = smooth(functional.interpolate(found, scale_factor=2.0, mode="nearest") + below)
        return self.is_pill(found), torch.exp(self.sides(found).float().clamp(-4, 4)) * 8

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.answer(self.body(pictures))
