"""What lies beside pills and is none: hands, coins, keys, rings, blisters, cables, cards, blots."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from scipy import ndimage

import pill
import shapes
import surfaces
from noise import fractal


def blend(scene: np.ndarray, colour: np.ndarray, covered: np.ndarray) -> None:
    scene += (colour - scene) * covered[..., None]


def sheet(size: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("L", (size, size))
    return image, ImageDraw.Draw(image)


def soften(image: Image.Image, radius: float) -> np.ndarray:
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255


def shadow(scene: np.ndarray, covered: np.ndarray, light: np.ndarray, far: float, dark: float) -> None:
    """Darkens what lies behind something, away from the light."""
    # A shadow is soft: of large things it is drawn at a quarter of the size.
    part = 4 if min(covered.shape) >= 96 and far > 4 else 1
    whole = Image.fromarray(covered)
    small = np.asarray(whole.reduce(part)) if part > 1 else covered
    moved = ndimage.shift(small, (-light[1] * far / part, -light[0] * far / part), order=1)
    dimmed = ndimage.gaussian_filter(moved, max(far * 0.5, 0.8) / part)
    if part > 1:
        dimmed = np.asarray(Image.fromarray(dimmed).resize(whole.size, Image.Resampling.BILINEAR))
    scene *= (1 - dark * dimmed)[..., None]


def hand(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    """A palm with fingers, or fingers alone, reaching in from one side."""
    size = len(scene)
    image, draw = sheet(size)
    turn, broad = rng.uniform(0, 2 * math.pi), size * rng.uniform(0.08, 0.2)
    middle = size * (0.5 + rng.uniform(-0.4, 0.4, 2))
    fingers = []
    for index in range(int(rng.integers(1, 6))):
        angle = turn + (index - 2) * rng.uniform(0.15, 0.3)
        begin = middle + broad * 1.05 * (index - 2) * np.array([-math.sin(turn), math.cos(turn)])
        end = begin + size * rng.uniform(0.4, 0.8) * np.array([math.cos(angle), math.sin(angle)])
        fingers.append((begin, end, broad * rng.uniform(0.75, 1)))
    for begin, end, wide in fingers:
        draw.line([tuple(begin), tuple(end)], fill=255, width=int(wide))
        for x, y in (begin, end):
            draw.ellipse([x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2], fill=255)
    if rng.random() < 0.6:
        wide = broad * rng.uniform(1.8, 3)
        draw.ellipse([middle[0] - wide, middle[1] - wide, middle[0] + wide, middle[1] + wide], fill=255)
    covered = soften(image, 1.2)
    shadow(scene, covered, light, size * rng.uniform(0.01, 0.05), rng.uniform(0.2, 0.6))
    deep = np.clip(ndimage.distance_transform_edt(covered > 0.5) / broad, 0, 0.5)
    blend(scene, surfaces.skin(rng, size) * (0.72 + 0.56 * deep)[..., None], covered)


def disc(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    """A coin, a button, a ring, a washer or a cap."""
    size, radius = len(scene), int(rng.uniform(8, 50))
    kind = rng.choice(["coin", "button", "ring"])
    face = pill.draw(2 * radius, light, rng, "round")
    colour = rng.choice([(0.72, 0.7, 0.68), (0.75, 0.6, 0.32), (0.6, 0.38, 0.25)]) * rng.uniform(0.6, 1.1)
    covered, away = face.covered.copy(), np.hypot(*np.meshgrid(*[np.linspace(-1, 1, 2 * radius)] * 2))
    relief = fractal(rng, 2 * radius, 2 * radius, 8, 3) * (away < 0.78)
    rim = np.exp(-(((away - 0.86) / 0.05) ** 2))
    if kind == "coin":
        pixels = pill.shade((relief * 0.5 + rim * 2) * radius / 30, np.broadcast_to(colour, (*away.shape, 3)), light, 0.5, 12)
    else:
        pixels = face.pixels
        holes = away < rng.uniform(0.55, 0.8)
        if kind == "button":
            spots = [(x, y) for x in (-0.25, 0.25) for y in (-0.25, 0.25)]
            axes = np.meshgrid(*[np.linspace(-1, 1, 2 * radius)] * 2)
            holes = np.any([np.hypot(axes[0] - x, axes[1] - y) < 0.12 for x, y in spots], axis=0)
        covered = covered * ~holes
    place(scene, pixels, covered, rng.uniform(0, size, 2), light, rng)


def key(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    size, long = len(scene), rng.uniform(60, 180)
    image, draw = sheet(size)
    turn, (x, y) = rng.uniform(0, 2 * math.pi), rng.uniform(0, size, 2)
    along, across = np.array([math.cos(turn), math.sin(turn)]), np.array([-math.sin(turn), math.cos(turn)])
    head, wide = long * 0.2, max(2, int(long * 0.09))
    draw.ellipse([x - head, y - head, x + head, y + head], fill=255)
    draw.ellipse([x - head * 0.4, y - head * 0.4, x + head * 0.4, y + head * 0.4], fill=0)
    start = np.array([x, y])
    draw.line([tuple(start + along * head), tuple(start + along * long)], fill=255, width=wide)
    for share in (0.7, 0.8, 0.9):
        tooth = start + along * long * share
        draw.line([tuple(tooth), tuple(tooth + across * long * rng.uniform(0.08, 0.16))], fill=255, width=max(2, wide // 2))
    covered = soften(image, 0.8)
    shadow(scene, covered, light, 4, 0.4)
    blend(scene, surfaces.tone(rng, 0.5, 0.85, 0.06) * (1 + 0.2 * fractal(rng, size, size, 12))[..., None], covered)


def blister(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    """A foil with domes in rows; the domes are empty or hidden under foil: no pill can be told."""
    rows, columns, step = int(rng.integers(2, 4)), int(rng.integers(2, 5)), int(rng.uniform(22, 52))
    heights = np.zeros((rows * step, columns * step), np.float32)
    for row in range(rows):
        for column in range(columns):
            covered = shapes.mask("round", int(step * 0.7), rng)
            bump = shapes.dome(covered, rng, True) * rng.uniform(0.05, 0.5)
            top, left = int((row + 0.15) * step), int((column + 0.15) * step)
            heights[top : top + len(bump), left : left + len(bump)] += bump
    foil = np.broadcast_to(surfaces.tone(rng, 0.55, 0.85, 0.03), (*heights.shape, 3))
    heights += fractal(rng, *heights.shape, 20, 3) * rng.uniform(0.1, 0.6)
    pixels = pill.shade(heights, foil, light, 0.6, 10)
    place(scene, pixels, np.ones(heights.shape, np.float32), rng.uniform(0, len(scene), 2), light, rng)


def strokes(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    """A cable, a pen, a crack, or lines of large writing."""
    size = len(scene)
    image, draw = sheet(size)
    begin = rng.uniform(-0.1, 1.1, 2) * size
    points = [tuple(begin + np.cumsum(rng.normal(0, size * 0.2, (6, 2)), 0)[index]) for index in range(6)]
    draw.line(points, fill=255, width=int(rng.uniform(2, 14)), joint="curve")
    covered = soften(image, 0.8)
    shadow(scene, covered, light, rng.uniform(0, 6), 0.4)
    blend(scene, surfaces.tone(rng, 0.03, 0.95, 0.12), covered)


def card(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    """A box, a phone, the edge of a sheet: another surface within straight edges."""
    size = len(scene)
    image, draw = sheet(size)
    turn, middle = rng.uniform(0, 2 * math.pi), rng.uniform(0, size, 2)
    half = size * rng.uniform(0.05, 0.6, 2)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    spun = corners @ np.array([(math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))]) + middle
    draw.polygon([tuple(corner) for corner in spun], fill=255)
    covered = soften(image, 0.7)
    shadow(scene, covered, light, rng.uniform(1, 12), rng.uniform(0.1, 0.6))
    blend(scene, surfaces.surface(rng, size), covered)


def keyboard(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    """Keys with letters in rows: as large as pills, with round corners, but many and alike."""
    rows, columns, step = int(rng.integers(2, 6)), int(rng.integers(3, 9)), int(rng.uniform(16, 46))
    colour, ink = surfaces.tone(rng, 0.04, 0.9, 0.02), surfaces.tone(rng, 0.1, 1.0, 0.02)
    image, draw = sheet(max(rows, columns) * step)
    letters, write = sheet(max(rows, columns) * step)
    face = pill.font(0, max(6, step // 3))
    for row in range(rows):
        for column in range(columns):
            left, top = column * step, row * step
            draw.rounded_rectangle([left + 2, top + 2, left + step - 3, top + step - 3], step // 6, fill=255)
            write.text((left + step / 2, top + step / 2), str(rng.choice(list(pill.LETTERS))), fill=255, font=face, anchor="mm")
    keys, marks = (np.asarray(layer, np.float32)[: rows * step, : columns * step] / 255 for layer in (image, letters))
    pixels = colour * (0.5 + 0.5 * keys[..., None])
    pixels = pixels + (ink - pixels) * marks[..., None]
    place(scene, pixels, np.ones(keys.shape, np.float32), rng.uniform(0, len(scene), 2), light, rng)


def shine(scene: np.ndarray, light: np.ndarray, rng: np.random.Generator) -> None:
    """A spot of light or a blot without an edge of its own: as bright as a pill, but nothing lies there."""
    size, radius = len(scene), rng.uniform(5, 60)
    x, y = rng.uniform(0, size, 2)
    away = np.hypot(*np.meshgrid(np.arange(size) - x, np.arange(size) - y)) / radius
    scene += (np.exp(-(away**2)) * rng.uniform(-0.5, 0.5))[..., None]


@dataclass
class Laid:
    """Where something lies: left, top, right, bottom in pixels, and its coverage of the whole scene."""

    box: tuple[int, int, int, int]
    covered: np.ndarray


def place(scene, pixels, covered, middle, light, rng) -> Laid | None:
    """Turns something, throws its shadow and lays it down; gives where, if it can be seen."""
    turn = rng.uniform(0, 360)
    layers = [Image.fromarray((np.clip(layer, 0, 1) * 255).astype(np.uint8)) for layer in (pixels, covered)]
    pixels, covered = (
        np.asarray(layer.rotate(turn, Image.Resampling.BICUBIC, expand=True), np.float32) / 255 for layer in layers
    )
    height, width = covered.shape
    left, top = (int(round(at - side / 2)) for at, side in zip(middle, (width, height)))
    whole = np.zeros(scene.shape[:2], np.float32)
    rows = slice(max(top, 0), min(top + height, len(scene)))
    columns = slice(max(left, 0), min(left + width, scene.shape[1]))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return None
    inner = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
    whole[rows, columns] = covered[inner]
    far = min(height, width) * rng.uniform(0.02, 0.22)
    around = (slice(max(0, rows.start - 40), rows.stop + 40), slice(max(0, columns.start - 40), columns.stop + 40))
    shadow(scene[around], whole[around], light * rng.uniform(0.5, 2), far, rng.uniform(0.1, 0.65))
    part = scene[rows, columns]
    part += (pixels[inner] - part) * covered[inner][..., None]
    seen = np.argwhere(whole[rows, columns] > 0.5)
    if len(seen) < 12:
        return None
    (first, start), (last, end) = seen.min(0), seen.max(0)
    box = (columns.start + start, rows.start + first, columns.start + end + 1, rows.start + last + 1)
    return Laid(box, whole)


THINGS = (hand, disc, key, blister, strokes, card, keyboard, shine)
