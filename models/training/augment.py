"""Distorts ink as hands, pens and cameras do, and brings it back to the frame that preprocessing gives.

Smooth fields and blurs are products with small fixed matrices: on one thread that is five times as fast as interpolation and
convolution of single-channel pictures.
"""

import functools
import math

import torch
from torch.nn import functional


def uniform(count: int, low: float, high: float) -> torch.Tensor:
    return torch.rand(count) * (high - low) + low


@functools.cache
def spread(cells: int, side: int) -> torch.Tensor:
    """(side, cells): what each of `cells` values in a row gives to each of `side` pixels, bicubically."""
    unit = torch.eye(cells)[None, None]
    return functional.interpolate(unit, (side, cells), mode="bicubic", align_corners=True)[0, 0].contiguous()


def smooth_noise(count: int, channels: int, cells: int, side: int) -> torch.Tensor:
    ways = spread(cells, side)
    return ways @ torch.randn(count, channels, cells, cells) @ ways.T


@functools.cache
def blurring(side: int) -> torch.Tensor:
    """(side, side): a blur over five pixels along one axis."""
    taps = ((-2, 1.0), (-1, 4.0), (0, 7.0), (1, 4.0), (2, 1.0))
    return sum(torch.diag(torch.full((side - abs(shift),), tap / 17), shift) for shift, tap in taps)


@functools.cache
def softening(side: int, deviation: float) -> torch.Tensor:
    """(side, side): a Gaussian blur along one axis."""
    axis = torch.arange(side, dtype=torch.float32)
    bell = torch.exp(-((axis[:, None] - axis[None]) ** 2) / (2 * deviation**2))
    return bell / bell.sum(1, keepdim=True)


def worn(ink: torch.Tensor, settings: dict) -> torch.Tensor:
    """Ink of which only the share that lies deepest is left: a dry or thin pen, whose hairlines break."""
    side = ink.shape[-1]
    taps = softening(side, float(uniform(1, 0.8, 2.2)))
    soft = (taps @ ink @ taps.T).flatten(1)
    left = ink.flatten(1).sum(1) * uniform(len(ink), settings["most_worn"], 1.0)
    levels = soft.sort(1, descending=True).values
    cut = levels.gather(1, left.long().clamp(1, side * side - 1)[:, None])
    return ((soft - cut) * 8 + 0.5).clamp(0, 1).reshape(ink.shape)


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
    base = torch.stack([x, y]).reshape(2, -1)
    tilt = uniform(2 * count, -1, 1).reshape(count, 1, 2) * strength[:, None, None] * settings["perspective"]
    grid = (matrix @ base).mul_(tilt @ base + 1).reshape(count, 2, side, side)
    amount = strength * 2 / side
    for cells, name in ((4, "elastic_wide"), (9, "elastic_narrow")):
        ways, reach = spread(cells, side), amount * torch.rand(count) * settings[name]
        grid += ways @ (torch.randn(count, 2, cells, cells) * reach[:, None, None, None]) @ ways.T
    return grid.permute(0, 2, 3, 1)


def pen(ink: torch.Tensor, settings: dict, groups: torch.Tensor) -> torch.Tensor:
    """Another thickness, a slanted nib, rough edges: the ink is blurred and cut off at another level."""
    count, side = int(groups[-1]) + 1, ink.shape[-1]
    broad = (torch.rand(count) < settings["nib"])[groups]
    if broad.any():
        dx, dy = int(torch.randint(-2, 3, ())), int(torch.randint(-2, 3, ()))
        ink[broad] = torch.maximum(ink[broad], torch.roll(ink[broad], (dy, dx), (2, 3)))
    level = uniform(count, settings["thickest"], settings["thinnest"])[:, None, None, None]
    rough = smooth_noise(count, 1, 24, side) * uniform(count, 0, settings["roughness"])[:, None, None, None]
    taps = blurring(side)
    soft = taps @ ink @ taps
    # Away from the ink there are no edges to be rough: preprocessing leaves no specks.
    cut = ((soft + (rough - level)[groups]) * 5 + 0.5).clamp_(0, 1) * (soft > 0.04)
    # A pen that is thin already would vanish: it is left as it was.
    lost = cut.sum((1, 2, 3)) < 0.55 * ink.sum((1, 2, 3))
    cut[lost] = ink[lost]
    return cut


def frame(ink: torch.Tensor, side: int = 64) -> torch.Tensor:
    """Centres the ink's box, its longer side 60 of 64, as `fit` in shared/src/image does."""
    count, size = len(ink), ink.shape[-1]
    steps = torch.arange(size, dtype=torch.float32)

    def ends(along: int) -> tuple[torch.Tensor, torch.Tensor]:
        inked = ink[:, 0].amax(along) > 0.5
        return torch.where(inked, steps, size).amin(1), torch.where(inked, steps, -1.0).amax(1) + 1

    (top, bottom), (left, right) = ends(2), ends(1)
    longest = torch.maximum(bottom - top, right - left).clamp(min=4.0)
    scale = longest / size * 64 / 60
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0] = theta[:, 1, 1] = scale
    theta[:, 0, 2] = (left + right) / size - 1
    theta[:, 1, 2] = (top + bottom) / size - 1
    grid = functional.affine_grid(theta, (count, 1, side, side), align_corners=False)
    return functional.grid_sample(ink, grid, align_corners=False)


def distort(ink: torch.Tensor, strength: torch.Tensor, settings: dict, groups: torch.Tensor) -> torch.Tensor:
    """(N, 1, 128, 128) ink to (N, 1, 64, 64), each picture distorted by its own strength. Pictures of the same group, which
    lie side by side and have one strength, are warped alike and drawn with the same pen."""
    count = int(groups[-1]) + 1
    first = torch.searchsorted(groups, torch.arange(count))
    grid = field(count, settings, strength[first])
    warped = functional.grid_sample(ink, grid if count == len(ink) else grid[groups], align_corners=False)
    drawn = pen(warped, settings, groups)
    thin = (torch.rand(count) < settings["worn"])[groups]
    # The copies of a chain are left whole: wear would hide which of two has the stronger flaw.
    thin &= torch.bincount(groups)[groups] == 1
    if thin.any():
        drawn[thin] = worn(drawn[thin], settings)
    return frame(drawn)
