"""Letters of other scripts, which the classifier has to refuse.

`python letters.py train FONT...` writes work/data/letters.npy, from which training draws. Its fonts were Kalam and Hind
(Devanagari and Latin), Noto Sans Bengali and Noto Sans Gujarati, all under the SIL Open Font License.

`python letters.py judge FONT...` writes ../samples/strangers/devanagari.png, by which abstention is judged: Noto Sans Devanagari,
regular and bold, which training never sees. Digits are left out: some are the same in Devanagari and Ranjana.
"""

import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import dataset

DEVANAGARI = ((0x905, 0x914), (0x915, 0x939))
OTHERS = ((0x985, 0x994), (0x995, 0x9B9), (0xA85, 0xA94), (0xA95, 0xAB9))
LATIN = "ABCDEFGHJKMNPQRSTUVWXYZabdefghkmnpqrstuwyz"
# The sheet: letters in a row, and the side of a letter's square.
COLUMNS, SIDE = 16, 96


def letters(ranges: tuple) -> list[str]:
    return [chr(code) for first, last in ranges for code in range(first, last + 1)]


def picture(font: ImageFont.FreeTypeFont, letter: str, side: int) -> np.ndarray | None:
    """The letter as white ink, its longer side 15 sixteenths; None for a letter that the font lacks."""
    mask = font.getmask(letter, "L")
    if mask.size[0] < 8 or mask.size[1] < 8 or bytes(mask) == bytes(font.getmask("\uffff", "L")):
        return None
    drawn = Image.new("L", (400, 400))
    ImageDraw.Draw(drawn).text((100, 80), letter, 255, font)
    box = drawn.getbbox()
    scale = side * 15 / 16 / max(box[2] - box[0], box[3] - box[1])
    size = (max(1, round((box[2] - box[0]) * scale)), max(1, round((box[3] - box[1]) * scale)))
    ink = drawn.crop(box).resize(size, Image.Resampling.LANCZOS)
    canvas = Image.new("L", (side, side))
    canvas.paste(ink, ((side - size[0]) // 2, (side - size[1]) // 2))
    return np.asarray(canvas)


def drawn(fonts: list[str], wanted: list[str], side: int) -> list[np.ndarray]:
    found = []
    for path in fonts:
        font = ImageFont.truetype(path, 160)
        found += [ink for letter in wanted if (ink := picture(font, letter, side)) is not None]
    return found


def main() -> None:
    purpose, *fonts = sys.argv[1:]
    if purpose == "train":
        found = drawn(fonts, letters(DEVANAGARI + OTHERS) + list(LATIN), 128)
        np.save(dataset.DATA / "letters.npy", np.stack(found))
    else:
        found = drawn(fonts, letters(DEVANAGARI), SIDE)
        sheet = np.zeros((SIDE * -(-len(found) // COLUMNS), SIDE * COLUMNS), np.uint8)
        for place, ink in enumerate(found):
            top, left = place // COLUMNS * SIDE, place % COLUMNS * SIDE
            sheet[top : top + SIDE, left : left + SIDE] = ink
        path = dataset.HERE.parent / "samples" / "strangers" / "devanagari.png"
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(255 - sheet).quantize(4).save(path, optimize=True)
    print(len(found), "letters")


if __name__ == "__main__":
    main()
