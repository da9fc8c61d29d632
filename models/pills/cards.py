"""Pills beside a card of the size ID-1, seen from askance: `python cards.py --out DIR --count 200 --seed 1`.

Nothing is trained on these: they judge how large pills are measured to be (`evaluate-sizes`). Beside the pictures stands truth.jsonl, a line for
each: the file, its kind (`card`, or one without a whole card: `none`, `box`, `hidden`), and of the pill its middle in pixels and its
length in millimetres.
"""

import argparse
import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

import pill
import printed
import surfaces
import things
from noise import fractal
from scene import camera

# Pixels of the table per millimetre, and the table's side.
SCALE, SIDE = 8, 1240
LONG, BROAD, ROUND = 85.60, 53.98, 3.18
KINDS = ("card", "none", "box", "hidden")
SHARES = (0.7, 0.1, 0.1, 0.1)
# A pill's upper rim lies nearer to the camera than the card, by so many millimetres.
THICK = (2.0, 4.0)


def face(wide: int, high: int, rng: np.random.Generator) -> np.ndarray:
    """What is printed on a card: plain, clouded or of two colours; a chip, a magnetic stripe, writing, a picture."""
    base = surfaces.tone(rng, 0.05, 1.0, 0.2) * np.ones((high, wide, 3), np.float32)
    style = rng.choice(["plain", "clouds", "halves", "fade"])
    other = surfaces.tone(rng, 0.05, 1.0, 0.2)
    if style == "clouds":
        share = np.clip(fractal(rng, high, wide, rng.uniform(1, 6)) * 0.4 + 0.5, 0, 1)
    elif style == "halves":
        slope = np.add.outer(np.linspace(-1, 1, high) * rng.normal(0, 1), np.linspace(-1, 1, wide) * rng.normal(0, 1))
        share = (slope > rng.normal(0, 0.3)).astype(np.float32)
    else:
        share = np.linspace(0, 1, wide)[None, :] * np.ones((high, 1)) * (style == "fade")
    base += (other - base) * share[..., None]
    sheet = Image.fromarray((np.clip(base, 0, 1) * 255).astype(np.uint8))
    draw = ImageDraw.Draw(sheet)
    ink = tuple(int(255 * part) for part in np.clip(surfaces.tone(rng, 0.0, 1.0, 0.1), 0, 1))
    if rng.random() < 0.3:
        top = int(high * rng.uniform(0.06, 0.12))
        draw.rectangle([0, top, wide, top + int(high * 0.22)], fill=(24, 22, 22))
    if rng.random() < 0.5:
        left, top = int(wide * 0.11), int(high * 0.34)
        draw.rounded_rectangle([left, top, left + 96, top + 84], 14, fill=(206, 178, 110), outline=(120, 100, 60), width=2)
    for _ in range(int(rng.integers(0, 5))):
        place = (rng.uniform(0.06, 0.6) * wide, rng.uniform(0.08, 0.85) * high)
        draw.text(place, printed.word(rng, 14), fill=ink, font=pill.font(int(rng.integers(9)), int(rng.integers(18, 60))))
    if rng.random() < 0.2:
        left, top = wide * rng.uniform(0.6, 0.7), high * rng.uniform(0.2, 0.4)
        draw.rectangle([left, top, left + wide * 0.22, top + high * 0.5], fill=ink)
    return np.asarray(sheet, np.float32) / 255


def cover(wide: int, high: int, radius: float) -> np.ndarray:
    sheet = Image.new("L", (wide * 2, high * 2))
    ImageDraw.Draw(sheet).rounded_rectangle([0, 0, wide * 2 - 1, high * 2 - 1], radius * 2, fill=255)
    return np.asarray(sheet.resize((wide, high), Image.Resampling.LANCZOS), np.float32) / 255


def lay(scene: np.ndarray, pixels: np.ndarray, covered: np.ndarray, middle, turn: float, light, far: float, rng) -> np.ndarray:
    """Lays something flat there, with a shadow as short as it is thin; gives its coverage."""
    layers = [Image.fromarray((np.clip(layer, 0, 1) * 255).astype(np.uint8)) for layer in (pixels, covered)]
    pixels, covered = (
        np.asarray(layer.rotate(turn, Image.Resampling.BICUBIC, expand=True), np.float32) / 255 for layer in layers
    )
    whole = Image.new("F", (SIDE, SIDE))
    left, top = (int(round(at - side / 2)) for at, side in zip(middle, covered.shape[::-1]))
    whole.paste(Image.fromarray(covered), (left, top))
    whole = np.asarray(whole)
    painted = Image.new("RGB", (SIDE, SIDE))
    painted.paste(Image.fromarray((pixels * 255).astype(np.uint8)), (left, top))
    things.shadow(scene, whole, light, far, rng.uniform(0.15, 0.6))
    scene += (np.asarray(painted, np.float32) / 255 - scene) * whole[..., None]
    return whole


def projection(rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """From millimetres on the table, its middle being 0, to pixels of a picture of SIDE by SIDE; and how far the camera is."""
    focal, turn = SIDE * rng.uniform(0.65, 1.1), rng.uniform(0, 2 * math.pi)
    tilt, lean = math.radians(abs(rng.normal(0, 14))), rng.uniform(0, 2 * math.pi)
    tilt = min(tilt, math.radians(38))
    axis = np.array([math.cos(lean), math.sin(lean), 0])
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    tilted = np.eye(3) + math.sin(tilt) * cross + (1 - math.cos(tilt)) * cross @ cross
    spun = np.array([[math.cos(turn), -math.sin(turn), 0], [math.sin(turn), math.cos(turn), 0], [0, 0, 1]])
    rotation = tilted @ spun
    # The table fills the picture, or nearly.
    away = focal * (SIDE / SCALE) / SIDE * rng.uniform(0.78, 1.05)
    lens = np.array([[focal, 0, SIDE / 2], [0, focal, SIDE / 2], [0, 0, 1]])
    return lens @ np.stack([rotation[:, 0], rotation[:, 1], [0, 0, away]], 1), away


def seen(scene: np.ndarray, to_picture: np.ndarray) -> np.ndarray:
    """The table through the camera; beyond its edges it goes on as in a mirror."""
    rim = SIDE // 2
    to_table = np.array([[SCALE, 0, SIDE / 2 + rim], [0, SCALE, SIDE / 2 + rim], [0, 0, 1]]) @ np.linalg.inv(to_picture)
    to_table /= to_table[2, 2]
    layers = []
    for channel in range(3):
        layer = Image.fromarray(np.pad(scene[..., channel], rim, mode="reflect").astype(np.float32))
        layer = layer.transform((SIDE, SIDE), Image.Transform.PERSPECTIVE, to_table.ravel()[:8], Image.Resampling.BICUBIC)
        layers.append(np.asarray(layer))
    return np.stack(layers, 2)


def longest(covered: np.ndarray) -> float:
    """The greatest width of an outline over all directions, in pixels."""
    y, x = np.nonzero(covered > 0.5)
    angles = np.linspace(0, math.pi, 90, endpoint=False)
    along = np.outer(np.cos(angles), x) + np.outer(np.sin(angles), y)
    return float((along.max(1) - along.min(1)).max()) + 1


@dataclass
class View:
    """Where the camera, the card and the pill are; places in pixels of the table, angles in degrees."""

    to_picture: np.ndarray
    away: float
    card: np.ndarray
    turn: float
    pill: np.ndarray

    def spot(self, place: np.ndarray) -> np.ndarray:
        """Where a place on the table is in the picture."""
        seen = self.to_picture @ np.array([*((place - SIDE / 2) / SCALE), 1])
        return seen[:2] / seen[2]

    def shows(self, place: np.ndarray) -> bool:
        return bool(((self.spot(place) > 12) & (self.spot(place) < SIDE - 12)).all())

    def shows_card(self) -> bool:
        turn = math.radians(self.turn)
        along, across = np.array([math.cos(turn), -math.sin(turn)]), np.array([math.sin(turn), math.cos(turn)])
        halves = [(x * LONG / 2, y * BROAD / 2) for x in (-1, 1) for y in (-1, 1)]
        return all(self.shows(self.card + SCALE * (along * x + across * y)) for x, y in halves)


def view(kind: str, length: float, rng: np.random.Generator) -> View:
    """A view that shows all of the card, unless it is to be hidden, and the pill beside it."""
    while True:
        to_picture, away = projection(rng)
        turn = rng.uniform(0, 2 * math.pi)
        beside = np.array([math.cos(turn), math.sin(turn)])
        card = SIDE / 2 - beside * SCALE * rng.uniform(5, 26)
        far = SCALE * (math.hypot(LONG, BROAD) / 2 + length / 2) * rng.uniform(0.85, 1.05)
        found = View(to_picture, away, card, math.degrees(-turn) + rng.choice([0, 90]) + rng.normal(0, 15), card + beside * far)
        margin = SCALE * length * 0.6
        pill_shows = all(found.shows(found.pill + margin * np.array(off)) for off in ((1, 1), (-1, 1), (1, -1), (-1, -1)))
        if pill_shows and found.shows_card() == (kind != "hidden"):
            return found


def render(kind: str, rng: np.random.Generator):
    """A picture, where the pill's middle is, and its length in millimetres."""
    light, length = pill.sunlight(rng), rng.uniform(6, 22)
    at = view(kind, length, rng)
    scene = np.ascontiguousarray(surfaces.surface(rng, SIDE), np.float32)
    for _ in range(rng.poisson(0.7)):
        things.THINGS[rng.integers(len(things.THINGS))](scene, light, rng)
    if kind != "none":
        wide, radius, far = LONG, ROUND, rng.uniform(0.2, 1.2)
        if kind == "box":
            wide, radius, far = LONG * rng.uniform(0.97, 1.03), rng.choice([0.0, 0.4]), rng.uniform(1, 10)
        wide, high = round(wide * SCALE), round(BROAD * SCALE)
        lay(scene, face(wide, high, rng), cover(wide, high, radius * SCALE), at.card, at.turn, light, far * SCALE, rng)
    # Nearer to the camera than the card, so a little larger.
    larger = at.away / (at.away - rng.uniform(*THICK) / 2)
    drawn = pill.draw(round(length * SCALE * larger), light, rng)
    lay(scene, drawn.pixels, drawn.covered, at.pill, rng.uniform(0, 360), light, SCALE * rng.uniform(0.5, 3), rng)
    return camera(seen(scene, at.to_picture), rng), at.spot(at.pill).tolist(), longest(drawn.covered) / SCALE / larger


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "truth.jsonl").open("w") as truth:
        for index in range(options.count):
            rng = np.random.default_rng([options.seed, index])
            kind = str(rng.choice(KINDS, p=SHARES))
            picture, middle, length = render(kind, rng)
            name = f"{index:04}.jpg"
            picture.convert("RGB").save(options.out / name, quality=92)
            row = {"file": name, "kind": kind, "middle": [round(at, 1) for at in middle], "length_mm": round(length, 3)}
            truth.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
