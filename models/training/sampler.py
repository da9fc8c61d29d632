"""What a training step sees: drawings, glyphs of the font, chains of graded flaws, references, pictures of no character."""

from dataclasses import dataclass

import numpy as np
import torch

import augment
import dataset
import flaws
import outliers

# Pictures of no character are drawn once, before the first step.
STRANGE = 6000


@dataclass
class Batch:
    """The pictures in this order: drawings and font glyphs, no characters, chains, references."""

    glyphs: torch.Tensor  # (N, 1, 64, 64)
    known: torch.Tensor  # the classes of the first pictures
    strange: int  # how many are no character
    chained: torch.Tensor  # (chains,) the class of each chain
    chain: int  # drawings in a chain, the flaw rising
    references: torch.Tensor  # the classes of the references at the end


class Sampler:
    """The same step gives the same batch, so that a run can stop and go on."""

    def __init__(self, corpus: dataset.Corpus, config: dict):
        self.settings, self.augmentation, self.seed = config["train"], config["augment"], config["seed"]
        fonts = dataset.references(fine=True)
        self.real = config["data"] != "font"
        rows = corpus.part("train") if self.real else np.array([], int)
        self.fine, self.labels = corpus.fine[rows], corpus.labels[rows]
        self.fonts, self.references = fonts, dataset.references(fine=False)
        weight = 1 / np.sqrt(np.bincount(self.labels, minlength=dataset.CLASSES)[self.labels])
        self.weight = weight / weight.sum()
        random = np.random.default_rng(self.seed)
        letters, mirrored = dataset.letters(), outliers.mirrored_classes(self.references)
        source = (self.fine, self.labels) if self.real else (fonts, np.arange(dataset.CLASSES))
        self.strange = np.stack([outliers.draw(random, config["strange"], *source, mirrored, letters) for _ in range(STRANGE)])

    def batch(self, step: int) -> Batch:
        random = np.random.default_rng([self.seed, step])
        torch.manual_seed(self.seed * 1_000_003 + step)
        s = self.settings
        font = s["font"] if self.real else s["font"] + s["real"]
        rows = random.choice(len(self.fine), s["real"], p=self.weight) if self.real else np.array([], int)
        classes = random.integers(0, dataset.CLASSES, font)
        odd = self.strange[random.integers(0, STRANGE, s["strange"])]
        plain = np.concatenate([self.fine[rows], self.fonts[classes], odd])
        strength = torch.ones(len(plain))
        strength[len(rows) : len(rows) + font] = s["font_factor"]
        bases, chained = self.bases(random)
        rising = flaws.strengths(len(bases), s["chain"])
        chains = flaws.apply(ink(bases), rising, s.get("flaws", flaws.EVEN))
        pictures = torch.cat([ink(plain), chains])
        strength = torch.cat([strength, torch.full((len(chains),), s["chain_factor"])])
        groups = torch.cat([torch.arange(len(plain)), len(plain) + torch.arange(len(bases)).repeat_interleave(s["chain"])])
        glyphs = augment.distort(pictures, strength, self.augmentation, groups)
        shown = (step * s["references"] + np.arange(s["references"])) % dataset.CLASSES
        glyphs = torch.cat([glyphs, ink(self.references[shown])])
        known = torch.from_numpy(np.concatenate([self.labels[rows], classes]))
        return Batch(
            glyphs.contiguous(memory_format=torch.channels_last),
            known,
            len(odd),
            torch.from_numpy(chained),
            s["chain"],
            torch.from_numpy(shown),
        )

    def bases(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """The drawings whose flaws are graded: half of them of the font."""
        count = self.settings["chains"]
        classes = random.integers(0, dataset.CLASSES, count if not self.real else count // 2)
        if not self.real:
            return self.fonts[classes], classes
        rows = random.choice(len(self.fine), count - len(classes), p=self.weight)
        return np.concatenate([self.fonts[classes], self.fine[rows]]), np.concatenate([classes, self.labels[rows]])


def ink(pictures: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(pictures)[:, None].float() / 255
