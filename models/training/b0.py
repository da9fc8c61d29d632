"""EfficientNet-B0 (Tan and Le, 2019) for pictures of one channel, without its classifying layer."""

import torch
from torch import nn

from depthwise import Depthwise

# Expansion, channels, repeats, stride, kernel: table 1 of the paper.
STAGES = (
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 40, 2, 2, 5),
    (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5),
    (6, 192, 4, 2, 5),
    (6, 320, 1, 1, 3),
)


def normed(convolution: nn.Conv2d, active: bool = True) -> nn.Sequential:
    layers = [convolution, nn.BatchNorm2d(convolution.out_channels, eps=1e-3)]
    return nn.Sequential(*layers, *([nn.SiLU(inplace=True)] if active else []))


def unit(inputs: int, outputs: int, kernel: int = 1, stride: int = 1, active: bool = True) -> nn.Sequential:
    return normed(nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), active)


class Squeeze(nn.Module):
    """Weighs the channels by what is in all of them."""

    def __init__(self, channels: int, narrow: int):
        super().__init__()
        self.weigh = nn.Sequential(
            nn.Conv2d(channels, narrow, 1), nn.SiLU(inplace=True), nn.Conv2d(narrow, channels, 1), nn.Sigmoid()
        )

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return features * self.weigh(features.mean((2, 3), keepdim=True))


class Block(nn.Module):
    """An inverted bottleneck; it may be skipped for a whole picture while training (stochastic depth)."""

    def __init__(self, inputs: int, outputs: int, expansion: int, stride: int, kernel: int, skip: float):
        super().__init__()
        inner = inputs * expansion
        self.skip, self.residual = skip, stride == 1 and inputs == outputs
        widen = [unit(inputs, inner)] if expansion > 1 else []
        self.layers = nn.Sequential(
            *widen,
            normed(Depthwise(inner, kernel, stride)),
            Squeeze(inner, max(1, inputs // 4)),
            unit(inner, outputs, active=False),
        )

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        found = self.layers(features)
        if not self.residual:
            return found
        if self.training and self.skip > 0:
            kept = torch.rand(len(found), 1, 1, 1, device=found.device) >= self.skip
            found = found * (kept / (1 - self.skip)).to(found.dtype)
        return features + found


class EfficientNetB0(nn.Module):
    width = 1280

    def __init__(self, skip: float = 0.1):
        super().__init__()
        layers = [unit(1, 32, 3, 2)]
        inputs, blocks, depth = 32, sum(stage[2] for stage in STAGES), 0
        for expansion, outputs, repeats, stride, kernel in STAGES:
            for repeat in range(repeats):
                step = stride if repeat == 0 else 1
                layers.append(Block(inputs, outputs, expansion, step, kernel, skip * depth / blocks))
                inputs, depth = outputs, depth + 1
        self.layers = nn.Sequential(*layers, unit(inputs, self.width))

    def forward(self, glyphs: torch.Tensor) -> torch.Tensor:
        return self.layers((glyphs - 0.2) * 2.0)
