"""Scenes: a surface, things, pills, light, camera; and the boxes of the pills."""

import io
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image
from scipy import ndimage

import clutter
import pill
import surfaces
import things
from noise import cloud, grain


@dataclass
class Scene:
    """A picture and, for each pill, left, top, right, bottom in pixels."""

    picture: Image.Image
    boxes: np.ndarray


def places(count: int, longest: np.ndarray, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Middles that keep pills from covering each other much; in some scenes they huddle together."""
    huddle, spread = rng.uniform(0.2, 0.8, 2) * size, rng.uniform(0.1, 0.5) * size
    near = rng.random() < 0.4
    found: list[np.ndarray] = []
    for index in range(count):
        for _ in range(30):
            at = huddle + rng.normal(0, spread, 2) if near else rng.uniform(0.03, 0.97, 2) * size
            apart = [np.hypot(*(at - other)) / (longest[index] + longest[k]) for k, other in enumerate(found)]
            if all(share > 0.42 for share in apart) and (at > 0).all() and (at < size).all():
                break
        found.append(at)
    return found


def cover(boxes: list, new: tuple) -> list:
    """Boxes that a new pill has not mostly hidden."""

    def hidden(box):
        wide = min(box[2], new[2]) - max(box[0], new[0])
        high = min(box[3], new[3]) - max(box[1], new[1])
        return max(wide, 0) * max(high, 0) / max((box[2] - box[0]) * (box[3] - box[1]), 1)

    return [box for box in boxes if hidden(box) < 0.6]


def rim(scene: np.ndarray, boxes: list, rng: np.random.Generator) -> list:
    """A picture that someone has turned: black beyond a slanting edge."""
    size = len(scene)
    turn, at = rng.uniform(0, 2 * math.pi), np.arange(size) - size / 2
    beyond = np.add.outer(at * math.sin(turn), at * math.cos(turn)) > size * rng.uniform(0.3, 0.6)
    scene[beyond] = rng.choice([0.0, 0.0, 1.0])
    kept = []
    for left, top, right, bottom in boxes:
        part = beyond[int(top) : int(bottom), int(left) : int(right)]
        if part.mean() < 0.1:
            kept.append((left, top, right, bottom))
    return kept


def motion(scene: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A hand that moved while the shutter was open."""
    by = rng.normal(0, 2.5, 2)
    shares = np.linspace(-0.5, 0.5, 5)
    return sum(ndimage.shift(scene, (by[0] * share, by[1] * share, 0), order=1, mode="nearest") for share in shares) / len(shares)


def camera(scene: np.ndarray, rng: np.random.Generator) -> Image.Image:
    """Uneven light, tint, exposure, blur, noise, and JPEG."""
    size = len(scene)
    scene *= (1 + cloud(rng, size, size, 1.5) * rng.uniform(0, 0.18))[..., None]
    scene *= np.array(pill.LIGHT[rng.integers(len(pill.LIGHT))]) * (1 + rng.normal(0, 0.05, 3)) * rng.uniform(0.65, 1.2)
    scene = np.clip(scene, 0, 1) ** rng.uniform(0.75, 1.35)
    blur = rng.choice([0, rng.uniform(0.3, 1.0), rng.uniform(1, 2.2)], p=[0.35, 0.45, 0.2])
    if blur > 0:
        scene = ndimage.gaussian_filter(scene, (blur, blur, 0))
    if rng.random() < 0.15:
        scene = motion(scene, rng)
    scene = scene + grain(rng, size, size)[..., None] * rng.uniform(0, 0.035)
    file = io.BytesIO()
    picture = Image.fromarray((np.clip(scene, 0, 1) * 255).astype(np.uint8))
    picture.save(file, "JPEG", quality=int(rng.integers(40, 96)))
    return Image.open(file)


def render(rng: np.random.Generator, size: int = 448) -> Scene:
    """One scene of one to twenty-four pills; every tenth has none, and every other of those is the face of a pack."""
    light = pill.sunlight(rng)
    ground = np.ascontiguousarray(surfaces.surface(rng, size))
    empty, only_print = rng.random() < 0.1, rng.random() < 0.5
    if empty and only_print:
        ground = np.ascontiguousarray(clutter.letters(ground, rng))
    for _ in range(rng.poisson(1.4)):
        things.THINGS[rng.integers(len(things.THINGS))](ground, light, rng)
    for _ in range(rng.poisson(0.8)):
        clutter.CLUTTER[rng.integers(len(clutter.CLUTTER))](ground, light, rng)
    count = 0 if empty else int(rng.choice([1, 2, 3, rng.integers(4, 9), rng.integers(6, 14), rng.integers(10, 25)]))
    # One scale a scene: pills of one picture differ less than pictures do.
    scale = math.exp(rng.uniform(math.log(14), math.log(190 if count < 4 else 60)))
    longest = np.clip(scale * rng.uniform(0.6, 1.6, count), 9, size * 0.6)
    boxes: list = []
    for at, long in zip(places(count, longest, size, rng), longest):
        drawn = pill.draw(max(10, int(long)), light, rng)
        laid = things.place(ground, drawn.pixels, drawn.covered, at, light, rng)
        if laid is not None:
            boxes = [*cover(boxes, laid.box), laid.box]
    if rng.random() < 0.25:
        boxes = rim(ground, boxes, rng)
    return Scene(camera(ground, rng), np.array(boxes, np.float32).reshape(-1, 4))
