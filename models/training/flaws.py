"""Flaws of one drawing in rising strength, by which the embedding learns to grade.

Of each chosen drawing a chain of copies is made that differ in the strength of one flaw and in nothing else: the place, the
direction and the form of the flaw are drawn once for the chain.
"""

import torch
from torch.nn import functional

import augment

# The shares of the kinds where a recipe names none: a missing part, an extra stroke, a slant, a wobble.
EVEN = [0.25, 0.25, 0.25, 0.25]


def strengths(chains: int, length: int) -> torch.Tensor:
    """(chains, length) rising from 0 to at most 1, the steps at least a tenth."""
    steps = torch.rand(chains, length - 1) + 0.25
    reach = augment.uniform(chains, 0.35, 1.0)[:, None]
    rising = (steps / steps.sum(1, keepdim=True) * reach).cumsum(1)
    return torch.cat([torch.zeros(chains, 1), rising], 1)


def inked_points(ink: torch.Tensor) -> torch.Tensor:
    """(chains, 2): an inked pixel of each drawing, as x and y from -1 to 1."""
    side = ink.shape[-1]
    chosen = torch.multinomial(ink.flatten(1) + 1e-6, 1)[:, 0]
    return torch.stack([chosen % side, chosen // side], 1) * (2 / (side - 1)) - 1


def onto_paper(ink: torch.Tensor, place: torch.Tensor, length: torch.Tensor) -> torch.Tensor:
    """(chains, 2): of a few directions the one on whose way from the place there is least ink. A stroke that hides in
    others is no stronger for being longer, and would teach nothing."""
    chains, tries, along = len(ink), 6, torch.linspace(0.15, 1, 12)
    turn = torch.rand(chains, tries) * 6.2832
    ways = torch.stack([turn.cos(), turn.sin()], -1) * length[:, None, None]
    points = place[:, None, None] + ways[:, :, None] * along[:, None]
    # Beyond the picture there is nothing to see of a stroke: as bad as ink.
    seen = functional.grid_sample(1 - ink, points, align_corners=True)[:, 0].mean(-1)
    return ways[torch.arange(chains), seen.argmax(1)]


def to_segment(points: torch.Tensor, start: torch.Tensor, way: torch.Tensor) -> torch.Tensor:
    """The distance of each point (P, 2) from segments (N, 2) to start + way: (N, P)."""
    offset = points[None] - start[:, None]
    length = (way * way).sum(1)[:, None].clamp(min=1e-9)
    along = ((offset * way[:, None]).sum(2) / length).clamp(0, 1)
    return (offset - along[..., None] * way[:, None]).norm(dim=2)


def apply(ink: torch.Tensor, strength: torch.Tensor, shares: list[float]) -> torch.Tensor:
    """(chains, 1, S, S) ink and (chains, length) strengths to (chains * length, 1, S, S); the kinds come in their shares."""
    chains, length = strength.shape
    side = ink.shape[-1]
    kind = torch.multinomial(torch.tensor(shares), chains, replacement=True).repeat_interleave(length)
    strong = strength.flatten()
    repeated = lambda values: values.repeat_interleave(length, 0)
    axis = torch.linspace(-1, 1, side)
    y, x = torch.meshgrid(axis, axis, indexing="ij")
    points = torch.stack([x, y], -1)

    slant = repeated((torch.randint(2, (chains,)) * 2 - 1) * augment.uniform(chains, 0.3, 0.6))
    push = repeated(augment.smooth_noise(chains, 2, 8, side) * augment.uniform(chains, 0.06, 0.12)[:, None, None, None])
    grid = points.expand(len(strong), -1, -1, -1).clone()
    grid[..., 0] += torch.where(kind == 2, slant * strong, 0.0)[:, None, None] * y
    grid += torch.where(kind == 3, strong, 0.0)[:, None, None, None] * push.permute(0, 2, 3, 1)
    flawed = functional.grid_sample(repeated(ink), grid, align_corners=True)[:, 0]

    place = inked_points(ink)
    radius = torch.where(kind == 0, repeated(augment.uniform(chains, 0.3, 0.6)) * strong, -1.0)
    away = (points.reshape(1, -1, 2) - repeated(place)[:, None]).norm(dim=2).reshape(-1, side, side)
    flawed = flawed * ((away - radius[:, None, None]) * side / 4 + 0.5).clamp(0, 1)

    way = onto_paper(ink, place, augment.uniform(chains, 0.8, 1.6))
    near = to_segment(points.reshape(-1, 2), repeated(place), repeated(way) * strong[:, None]).reshape(-1, side, side)
    thick = repeated(augment.uniform(chains, 0.03, 0.07))[:, None, None]
    stroke = ((thick - near) * side / 4 + 0.5).clamp(0, 1) * ((kind == 1) & (strong > 0))[:, None, None]
    return torch.maximum(flawed, stroke)[:, None]
