"""What `prepare` wrote (see models/lab), and the split of it."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
WORK = HERE / "work"
DATA = WORK / "data"
SPLIT = HERE / "split.tsv"
CLASSES = 62


@dataclass
class Corpus:
    glyphs: np.ndarray  # (N, 64, 64) what the models see
    fine: np.ndarray  # (N, 128, 128) the same ink, for distorting
    labels: np.ndarray  # (N,)
    sources: list[str]  # SHA-256 of each file

    def part(self, name: str) -> np.ndarray:
        """The rows of one part of the committed split."""
        with SPLIT.open() as file:
            parts = {row["sha256"]: row["part"] for row in csv.DictReader(file, delimiter="\t")}
        return np.array([i for i, source in enumerate(self.sources) if parts.get(source) == name])


def load() -> Corpus:
    with (DATA / "index.tsv").open() as file:
        index = list(csv.DictReader(file, delimiter="\t"))
    labels = np.array([int(row["class"]) for row in index])
    sources = [row["sha256"] for row in index]
    return Corpus(np.load(DATA / "glyphs.npy"), np.load(DATA / "fine.npy"), labels, sources)


def references(fine: bool) -> np.ndarray:
    """The font's forms, one a class."""
    return np.load(DATA / ("references-fine.npy" if fine else "references.npy"))


def letters() -> np.ndarray:
    """(N, 128, 128) letters of other scripts (letters.py)."""
    return np.load(DATA / "letters.npy")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
