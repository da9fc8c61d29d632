"""The network that says what a pill looks like: outline, colours, score line, capsule or tablet, and where it is."""

from itertools import combinations

import torch
from torch import nn
from torch.nn import functional

import colours
import shapes
from blocks import Residual, unit

PAIRS = list(combinations(range(len(colours.NAMES)), 2))


class Appearance(nn.Module):
    """In: crops (N, 3, 96, 96), 0 to 1. Out: logits of the shapes (16), of a score line and of a capsule (2), of the sets of
    colours (12 single ones, then the 66 pairs), and of each of 24x24 cells being pill."""

    def __init__(self, settings: dict):
        super().__init__()
        a, b, c, d = settings["widths"]
        self.fine = nn.Sequential(unit(3, a, 2), unit(a, b, 2), Residual(b))
        self.middle = nn.Sequential(unit(b, c, 2), Residual(c))
        self.whole = nn.Sequential(unit(c, d, 2), Residual(d), Residual(d))
        self.lateral = nn.ModuleList(nn.Conv2d(width, b, 1) for width in (b, c, d))
        self.smooth = unit(b, b)
        self.covered = nn.Conv2d(b, 1, 1)
        self.drop = nn.Dropout(0.1)
        # Mean and maximum of what is seen, and the mean of what is seen on the pill alone.
        wide = 2 * d + b
        self.shape = nn.Linear(wide, len(shapes.SHAPES))
        self.flags = nn.Linear(wide, 2)
        self.single = nn.Linear(wide, len(colours.NAMES))
        self.halves = nn.Linear(wide, len(colours.NAMES))
        self.register_buffer("first", torch.tensor([pair[0] for pair in PAIRS]))
        self.register_buffer("second", torch.tensor([pair[1] for pair in PAIRS]))

    def forward(self, crops: torch.Tensor):
        fine = self.fine((crops - 0.45) * 4)
        middle = self.middle(fine)
        whole = self.whole(middle)
        found = self.lateral[0](fine)
        for lateral, features, scale in ((self.lateral[1], middle, 2.0), (self.lateral[2], whole, 4.0)):
            found = found + functional.interpolate(lateral(features), scale_factor=scale, mode="nearest")
        found = self.smooth(found)
        covered = self.covered(found)
        inside = torch.sigmoid(covered)
        on_pill = (found * inside).sum((2, 3)) / (inside.sum((2, 3)) + 1)
        pooled = self.drop(torch.cat([whole.mean((2, 3)), whole.amax((2, 3)), on_pill], 1))
        half = self.halves(pooled)
        pairs = half[:, self.first] + half[:, self.second] - 2
        return self.shape(pooled), self.flags(pooled), torch.cat([self.single(pooled), pairs], 1), covered
