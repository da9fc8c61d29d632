"""Draws the pictures beside this file: pills whose imprints are those of demonstration medicines, on a table. `python draw.py`; with
the same versions of numpy and Pillow the same pictures at every run."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

HERE = Path(__file__).parent
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
SIZE = 480
# From the upper left, down to the table.
LIGHT = np.array([-0.45, -0.5, 0.74])
WHITE, PINK, INK = (0.96, 0.955, 0.94), (0.93, 0.66, 0.68), (0.16, 0.16, 0.2)

# File, seed of the table's grain, and each pill: lines, colour, middle, radius, turn in degrees.
PICTURES = (
    ("whole-imprint.jpg", 1, ((("NRF", "4"), WHITE, (240, 232), 96, 8),)),
    ("turned.jpg", 2, ((("NRF", "4"), WHITE, (232, 244), 96, 172),)),
    ("another-medicine.jpg", 3, ((("WRF", "25"), PINK, (244, 236), 96, -6),)),
    ("unknown-imprint.jpg", 4, ((("QXZ", "7716"), WHITE, (238, 240), 100, 4),)),
    ("one-side.jpg", 5, ((("AMN",), WHITE, (240, 240), 92, 5),)),
    ("other-side.jpg", 6, ((("5R",), WHITE, (236, 238), 92, -7),)),
    ("both-sides.jpg", 7, ((("AMN",), WHITE, (128, 236), 84, 6), (("5R",), WHITE, (352, 244), 84, -5))),
    ("nothing-on-it.jpg", 8, (((), WHITE, (240, 236), 96, 0),)),
)


# Pixels per millimetre of the pictures with a card of the size ID-1, its sides and the radius of its corners in millimetres.
SCALE, CARD, ROUND = 9, (85.60, 53.98), 3.18
# File, seed, and the pill's lines and diameter in millimetres.
MEASURED = (("beside-card.jpg", 9, ("NRF", "4"), 10.5), ("too-large.jpg", 10, ("NRF", "4"), 16.0))


def table(rng: np.random.Generator, size: tuple[int, int] = (SIZE, SIZE)) -> np.ndarray:
    """Wood: grain along x, bent a little, and fine noise."""
    y, x = np.mgrid[0 : size[0], 0 : size[1]].astype(float)
    bent = y + 9 * np.sin(x / 71 + rng.uniform(0, 6)) + 4 * np.sin(x / 23 + rng.uniform(0, 6))
    grain = 0.5 * np.sin(bent / 6.1) + 0.3 * np.sin(bent / 2.3 + x / 190) + 0.2 * rng.normal(size=size)
    return np.array([0.52, 0.36, 0.22]) * (1 + 0.09 * grain)[..., None]


def printed(size: tuple[int, int], lines: tuple[str, ...], middle: tuple[int, int], radius: int, turn: float) -> np.ndarray:
    """How much ink lies where, 0 to 1."""
    sheet = Image.new("L", size[::-1])
    longest = max((len(line) for line in lines), default=1)
    points = int(min(1.5 * radius / (0.78 * longest), 1.15 * radius / max(len(lines), 2)))
    face = ImageFont.truetype(FONT, points)
    ImageDraw.Draw(sheet).multiline_text(
        middle, "\n".join(lines), fill=255, font=face, anchor="mm", align="center", spacing=points * 0.12
    )
    turned = sheet.rotate(turn, Image.Resampling.BICUBIC, center=middle)
    return np.asarray(turned, float) / 255


def lay(scene: np.ndarray, lines: tuple, colour: tuple, middle: tuple[int, int], radius: int, turn: float) -> np.ndarray:
    size = scene.shape[:2]
    y, x = np.mgrid[0 : size[0], 0 : size[1]].astype(float)
    right, down = (x - middle[0]) / radius, (y - middle[1]) / radius
    away = np.hypot(right, down)
    shadow = Image.fromarray((255 * (np.hypot(right - 0.1, down - 0.12) < 1.02)).astype(np.uint8))
    shade = np.asarray(shadow.filter(ImageFilter.GaussianBlur(radius * 0.07)), float) / 255
    scene = scene * (1 - 0.5 * shade)[..., None]
    # Flat in the middle, round at the rim.
    slope = np.clip(away - 0.55, 0, 0.4) * 2.1
    normal = np.stack([right * slope, down * slope, np.ones_like(away)], 2)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    lit = 0.5 + 0.62 * np.clip(normal @ LIGHT, 0, None)
    ink = printed(size, lines, middle, radius, turn)[..., None] if lines else np.zeros((*size, 1))
    face = (np.array(colour) * (1 - ink) + np.array(INK) * ink) * lit[..., None]
    covered = np.clip((1 - away) * radius + 0.5, 0, 1)[..., None]
    return scene * (1 - covered) + face * covered


def lay_card(scene: np.ndarray, middle: tuple[int, int], turn: float) -> np.ndarray:
    """A shop's card, green with a pale stripe."""
    wide, high = (round(side * SCALE) for side in CARD)
    face = Image.new("RGB", (wide, high), (38, 104, 92))
    ImageDraw.Draw(face).rectangle([0, int(high * 0.62), wide, int(high * 0.74)], fill=(214, 208, 180))
    ImageDraw.Draw(face).text((wide * 0.08, high * 0.12), "DO‘KON", fill=(240, 240, 235), font=ImageFont.truetype(FONT, 84))
    cover = Image.new("L", (wide * 4, high * 4))
    ImageDraw.Draw(cover).rounded_rectangle([0, 0, wide * 4 - 1, high * 4 - 1], ROUND * SCALE * 4, fill=255)
    cover = cover.resize((wide, high), Image.Resampling.LANCZOS)
    sheet, place = Image.new("RGB", scene.shape[1::-1]), Image.new("L", scene.shape[1::-1])
    corner = (middle[0] - wide // 2, middle[1] - high // 2)
    sheet.paste(face, corner)
    place.paste(cover, corner)
    layers = [layer.rotate(turn, Image.Resampling.BICUBIC, center=middle) for layer in (sheet, place)]
    face, covered = (np.asarray(layer, float) / 255 for layer in layers)
    return scene * (1 - covered[..., None]) + face * covered[..., None]


def main() -> None:
    for name, seed, lines, long in MEASURED:
        rng = np.random.default_rng(seed)
        scene = lay_card(table(rng, (680, 1120)), (430, 350), 6)
        scene = lay(scene, lines, WHITE, (960, 330), round(long * SCALE / 2), 5)
        scene = np.clip(scene + rng.normal(scale=0.008, size=scene.shape), 0, 1)
        Image.fromarray((scene * 255).astype(np.uint8)).save(HERE / name, quality=80)
    for name, seed, pills in PICTURES:
        rng = np.random.default_rng(seed)
        scene = table(rng)
        for one in pills:
            scene = lay(scene, *one)
        scene = np.clip(scene + rng.normal(scale=0.008, size=scene.shape), 0, 1)
        Image.fromarray((scene * 255).astype(np.uint8)).save(HERE / name, quality=80)


if __name__ == "__main__":
    main()
