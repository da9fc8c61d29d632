"""Groups copies of one source and sets a fifth of the groups aside, class by class.

Two drawings count as copies when their ink overlaps enough after normalisation and a shift of up to two pixels. A group goes
whole to one side, whatever classes its drawings have. Its order is that of a hash, so the split depends on the files alone.
It is committed (split.tsv) and only written anew when it is absent. Parts: train, validation (for calibration), test (never
looked at before the end), duplicate (copies of a drawing that is set aside already: they count for nothing).
"""

import numpy as np
import torch
from torch.nn import functional

import dataset

SHIFTS = [(dy, dx) for dy in range(-2, 3) for dx in range(-2, 3)]
# Pairs that are farther apart than this on a raster of 32x32 are no copies.
COARSE = 0.8


def candidates(glyphs: torch.Tensor) -> torch.Tensor:
    """(pairs, 2) the pairs that are worth a closer look, by the correlation of their coarse forms."""
    coarse = functional.avg_pool2d(glyphs[:, None], 2).flatten(1)
    coarse = functional.normalize(coarse - coarse.mean(1, keepdim=True), dim=1)
    found = []
    for start in range(0, len(coarse), 512):
        rows, columns = torch.where(coarse[start : start + 512] @ coarse.T > COARSE)
        later = rows + start < columns
        found.append(torch.stack([rows[later] + start, columns[later]], 1))
    return torch.cat(found)


def overlap(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """The greatest intersection over union of two stacks of glyphs, over small shifts."""
    best = torch.zeros(len(first))
    for shift in SHIFTS:
        moved = torch.roll(second, shift, (1, 2))
        shared, union = torch.minimum(first, moved).sum((1, 2)), torch.maximum(first, moved).sum((1, 2))
        best = torch.maximum(best, shared / union)
    return best


def copies(glyphs: np.ndarray, least: float) -> list[tuple[int, int]]:
    ink = torch.from_numpy(glyphs).float() / 255
    pairs = []
    for some in candidates(ink).split(1024):
        alike = overlap(ink[some[:, 0]], ink[some[:, 1]]) > least
        pairs += [tuple(pair) for pair in some[alike].tolist()]
    return pairs


def groups(count: int, pairs: list[tuple[int, int]]) -> np.ndarray:
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for first, second in pairs:
        parent[root(second)] = root(first)
    return np.array([root(i) for i in range(count)])


def assign(corpus: dataset.Corpus, group: np.ndarray, test: float, validation: float) -> list[str]:
    part = ["train"] * len(group)
    order = sorted(range(len(group)), key=lambda row: dataset.digest(corpus.sources[row]))
    members: dict[int, list[int]] = {}
    for row in order:
        members.setdefault(int(group[row]), []).append(row)
    for label in range(dataset.CLASSES):
        # A group belongs to the class of its first drawing.
        own = [rows for rows in members.values() if corpus.labels[rows[0]] == label]
        first, second = round(len(own) * test), round(len(own) * (test + validation))
        for position, rows in enumerate(own[:second]):
            aside = "test" if position < first else "validation"
            for row in rows:
                part[row] = aside if row == rows[0] else "duplicate"
    return part


def write(settings: dict) -> None:
    corpus = dataset.load()
    group = groups(len(corpus.labels), copies(corpus.glyphs, settings["same_source"]))
    part = assign(corpus, group, settings["test"], settings["validation"])
    lines = sorted(
        f"{source}\t{label:02d}\t{corpus.sources[g][:12]}\t{p}"
        for source, label, g, p in zip(corpus.sources, corpus.labels, group, part)
    )
    dataset.SPLIT.write_text("sha256\tclass\tgroup\tpart\n" + "\n".join(dict.fromkeys(lines)) + "\n")
    print({name: part.count(name) for name in ("train", "validation", "test", "duplicate")})
    sizes = np.bincount(np.unique(group, return_inverse=True)[1])
    print(f"{int(sizes[sizes > 1].sum())} drawings in {int((sizes > 1).sum())} groups of copies, at most {sizes.max()}")
