"""Distorts ink as hands, pens and cameras do, and brings it back to the frame that preprocessing gives."""

import math

import torch
from torch.nn import functional


def uniform(count: int, low: float, high: float) -> torch.Tensor:
    return torch.rand(count) * (high - low) + low


def smooth_noise(count: int, channels: int, cells: int, side: int) -> torch.Tensor:
    coarse = torch.randn(count, channels, cells, cells)
    return functional.interpolate(coarse, (side, side), mode="bicubic", align_corners=True)


def field(count: int, settings: dict, strength: torch.Tensor) -> torch.Tensor:
    """Where each pixel of the canvas is read from: affine, perspective, and elastic at two scales."""
    side = settings["canvas"]
    angle = uniform(count, -1, 1) * strength * math.radians(settings["rotation"])
    shear = uniform(count, -1, 1) * strength * settings["shear"]
    wide = torch.exp(uniform(count, -1, 1) * strength * settings["stretch"])
    cos, sin = torch.cos(angle), torch.sin(angle)
    # The ink fills 60 of 64 of its square; 1.22 leaves room around it for what the distortion pushes out.
    room = 1.22
    rows = [torch.stack([cos * wide, (shear * cos - sin)], 1), torch.stack([sin, cos / wide + shear * sin], 1)]
    matrix = torch.stack(rows, 1) * room
    axis = torch.linspace(-1, 1, side)
    y, x = torch.meshgrid(axis, axis, indexing="ij")
    base = torch.stack([x, y], -1).reshape(1, -1, 2)
    grid = torch.matmul(base, matrix.transpose(1, 2))
    tilt = (torch.rand(count, 2, 1) * 2 - 1) * strength[:, None, None] * settings["perspective"]
    grid = grid * (1 + torch.matmul(base.expand(count, -1, -1), tilt))
    grid = grid.reshape(count, side, side, 2)
    amount = strength * 2 / side
    for cells, name in ((4, "elastic_wide"), (9, "elastic_narrow")):
        push = smooth_noise(count, 2, cells, side) * (amount * torch.rand(count) * settings[name])[:, None, None, None]
        grid = grid + push.permute(0, 2, 3, 1)
    return grid


def blur(ink: torch.Tensor) -> torch.Tensor:
    taps = torch.tensor([1.0, 4.0, 7.0, 4.0, 1.0]) / 17
    ink = functional.conv2d(ink, taps.reshape(1, 1, 1, 5), padding=(0, 2))
    return functional.conv2d(ink, taps.reshape(1, 1, 5, 1), padding=(2, 0))


def pen(ink: torch.Tensor, settings: dict) -> torch.Tensor:
    """Another thickness, a slanted nib, rough edges: the ink is blurred and cut off at another level."""
    count, side = len(ink), ink.shape[-1]
    broad = torch.rand(count) < settings["nib"]
    if broad.any():
        dx, dy = int(torch.randint(-2, 3, ())), int(torch.randint(-2, 3, ()))
        ink[broad] = torch.maximum(ink[broad], torch.roll(ink[broad], (dy, dx), (2, 3)))
    level = uniform(count, settings["thickest"], settings["thinnest"])
    rough = smooth_noise(count, 1, 24, side) * uniform(count, 0, settings["roughness"])[:, None, None, None]
    soft = blur(ink)
    cut = ((soft - level[:, None, None, None] + rough) * 5 + 0.5).clamp(0, 1)
    # A pen that is thin already would vanish: it is left as it was.
    lost = cut.sum((1, 2, 3)) < 0.55 * ink.sum((1, 2, 3))
    cut[lost] = ink[lost]
    return cut


def frame(ink: torch.Tensor, side: int = 64) -> torch.Tensor:
    """Centres the ink's box, its longer side 60 of 64, as `fit` in shared/src/image does."""
    count, size = len(ink), ink.shape[-1]
    inked = ink[:, 0] > 0.5
    rows, columns = inked.any(2).float(), inked.any(1).float()
    steps = torch.arange(size, dtype=torch.float32)

    def ends(line: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        first = torch.where(line > 0, steps, size).amin(1)
        last = torch.where(line > 0, steps, -1.0).amax(1) + 1
        return first, last

    top, bottom = ends(rows)
    left, right = ends(columns)
    longest = torch.maximum(bottom - top, right - left).clamp(min=4.0)
    scale = longest / size * 64 / 60
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0] = theta[:, 1, 1] = scale
    theta[:, 0, 2] = (left + right) / size - 1
    theta[:, 1, 2] = (top + bottom) / size - 1
    grid = functional.affine_grid(theta, (count, 1, side, side), align_corners=False)
    return functional.grid_sample(ink, grid, align_corners=False)


def distort(fine: torch.Tensor, synthetic: torch.Tensor, settings: dict) -> torch.Tensor:
    """(N, 128, 128) bytes to (N, 1, 64, 64) floats; `synthetic` marks font glyphs, which are distorted more."""
    strength = torch.where(synthetic, settings["synthetic_factor"], 1.0)
    ink = fine[:, None].float() / 255
    warped = functional.grid_sample(ink, field(len(fine), settings, strength), align_corners=False)
    return frame(pen(warped, settings))
