"""The network: five plain blocks, one body, two heads.

The padding is zero (black, no ink), the first block keeps stride 1 after a 5x5 stem at stride 2, and the classes and the
embedding read the same pooled features.
"""

import torch
from torch import nn
from torch.nn import functional


def unit(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Body(nn.Module):
    def __init__(self, widths: list[int], dropout: float):
        super().__init__()
        a, b, c, d, e = widths
        self.layers = nn.Sequential(
            unit(1, a, 5, 2),
            unit(a, b),
            nn.MaxPool2d(2),
            unit(b, c),
            unit(c, c),
            nn.MaxPool2d(2),
            unit(c, d),
            unit(d, d),
            nn.MaxPool2d(2),
            unit(d, e),
            unit(e, e),
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, glyphs: torch.Tensor) -> torch.Tensor:
        features = self.layers((glyphs - 0.2) * 2.0)
        # Mean says how much there is of a shape, maximum whether it is there at all.
        pooled = torch.cat([features.mean((2, 3)), features.amax((2, 3))], 1)
        return self.dropout(pooled)


class Lipi(nn.Module):
    def __init__(self, widths: list[int], embedding: int, dropout: float, classes: int = 62):
        super().__init__()
        self.body = Body(widths, dropout)
        self.classes = nn.Linear(2 * widths[-1], classes)
        self.project = nn.Linear(2 * widths[-1], embedding)
        self.proxies = nn.Parameter(torch.randn(classes, embedding))

    def forward(self, glyphs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        features = self.body(glyphs)
        return self.classes(features), functional.normalize(self.project(features), dim=1)
