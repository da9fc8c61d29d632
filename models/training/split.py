"""Groups near-duplicates, keeps one drawing of each group, and sets a fifth of the groups aside, class by class.

The order within a class is that of a hash, so the split depends on the files alone. It is committed (split.tsv) and only
written anew when it is absent. Parts: train, validation (for calibration), test (never looked at before the end), duplicate.
"""

import numpy as np

import dataset


def overlaps(glyphs: np.ndarray, least: float) -> list[tuple[int, int]]:
    ink = (glyphs.reshape(len(glyphs), -1) > 127).astype(np.float32)
    area = ink.sum(1)
    pairs = []
    for start in range(0, len(ink), 512):
        shared = ink[start : start + 512] @ ink.T
        union = area[start : start + 512, None] + area[None] - shared
        rows, columns = np.nonzero(shared > least * union)
        pairs += [(start + r, c) for r, c in zip(rows, columns) if start + r < c]
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
    part = ["duplicate"] * len(group)
    for label in range(dataset.CLASSES):
        rows = np.nonzero(corpus.labels == label)[0]
        # The first of a group by hash stands for it; a group over two classes is given to the lower row's class.
        own = [row for row in rows if corpus.labels[group[row]] == label]
        keepers = {}
        for row in sorted(own, key=lambda row: dataset.digest(corpus.sources[row])):
            keepers.setdefault(group[row], row)
        kept = list(keepers.values())
        first, second = round(len(kept) * test), round(len(kept) * (test + validation))
        for position, row in enumerate(kept):
            part[row] = "test" if position < first else "validation" if position < second else "train"
    return part


def write(settings: dict) -> None:
    corpus = dataset.load()
    group = groups(len(corpus.labels), overlaps(corpus.glyphs, settings["same_source"]))
    part = assign(corpus, group, settings["test"], settings["validation"])
    lines = sorted(
        f"{source}\t{label:02d}\t{corpus.sources[g][:12]}\t{p}"
        for source, label, g, p in zip(corpus.sources, corpus.labels, group, part)
    )
    dataset.SPLIT.write_text("sha256\tclass\tgroup\tpart\n" + "\n".join(dict.fromkeys(lines)) + "\n")
    print({name: part.count(name) for name in ("train", "validation", "test", "duplicate")})
