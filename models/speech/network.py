"""The network: convolutions over time with growing gaps, one answer every thirty milliseconds."""

import torch
from torch import nn


class Block(nn.Module):
    """What a frame has with two of its neighbours, added to it."""

    def __init__(self, width: int, gap: int):
        super().__init__()
        self.mix = nn.Conv1d(width, width, 3, padding=gap, dilation=gap, bias=False)
        self.norm = nn.BatchNorm1d(width)

    def forward(self, frames):
        return frames + torch.relu(self.norm(self.mix(frames)))


class Recogniser(nn.Module):
    """(N, frames, 40) of features.levelled to (N, ceil(frames / 3), units) logarithms of probabilities; unit 0 is none."""

    def __init__(self, bands: int, units: int, width: int, dilations: list[int], stride: int):
        super().__init__()
        self.front = nn.Sequential(
            nn.Conv1d(bands, width, 5, stride=stride, padding=2, bias=False), nn.BatchNorm1d(width), nn.ReLU()
        )
        self.body = nn.Sequential(*[Block(width, gap) for gap in dilations])
        self.head = nn.Conv1d(width, units, 1)

    def forward(self, frames):
        told = self.head(self.body(self.front(frames.transpose(1, 2))))
        return torch.log_softmax(told.transpose(1, 2).float(), dim=-1)
