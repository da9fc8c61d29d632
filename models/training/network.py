"""The networks: a body that ends in a map of features, and two heads on its pooled features.

`plain` is ours: blocks of plain 3x3 convolutions, the padding zero (black, no ink), a map of 8x8 at the end. `b0` is
EfficientNet-B0 for one channel (b0.py), with 2x2 at the end.
"""

import torch
from torch import nn
from torch.nn import functional

from b0 import EfficientNetB0


def unit(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Plain(nn.Module):
    def __init__(self, widths: list[int]):
        super().__init__()
        a, b, c, d, e = widths
        self.width = e
        self.layers = nn.Sequential(
            unit(1, a, 5, 2),
            unit(a, b),
            nn.MaxPool2d(2),
            unit(b, c),
            unit(c, c),
            nn.MaxPool2d(2),
            unit(c, d),
            unit(d, d),
            unit(d, e),
            unit(e, e),
        )

    def forward(self, glyphs: torch.Tensor) -> torch.Tensor:
        return self.layers((glyphs - 0.2) * 2.0)


class Lipi(nn.Module):
    def __init__(self, settings: dict, classes: int = 62):
        super().__init__()
        self.body = EfficientNetB0() if settings["body"] == "b0" else Plain(settings["widths"])
        self.dropout = nn.Dropout(settings["dropout"])
        self.classes = nn.Linear(2 * self.body.width, classes)
        self.project = nn.Linear(2 * self.body.width, settings["embedding"])
        self.proxies = nn.Parameter(torch.randn(classes, settings["embedding"]))

    @staticmethod
    def pool(features: torch.Tensor) -> torch.Tensor:
        """Mean says how much there is of a shape, maximum whether it is there at all."""
        return torch.cat([features.mean((2, 3)), features.amax((2, 3))], 1)

    def forward(self, glyphs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        pooled = self.pool(self.body(glyphs))
        # Drop-out is for the classes alone: between drawings of graded flaws it would be noise.
        return self.classes(self.dropout(pooled)), functional.normalize(self.project(pooled).float(), dim=1)
