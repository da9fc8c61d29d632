"""Trains the network; stops and goes on where it was (work/checkpoint.pt)."""

import math
import time

import numpy as np
import torch
from torch.nn import functional

import augment
import dataset
import outliers
from network import Lipi


class Sampler:
    """Batches of drawings, font glyphs and outliers (label -1), the classes evened out by a square root."""

    def __init__(self, corpus: dataset.Corpus, settings: dict, seed: int):
        rows = corpus.part("train")
        self.fine, self.labels = corpus.fine[rows], corpus.labels[rows]
        self.fonts = dataset.references(fine=True)
        self.mirrored = outliers.mirrored_classes(dataset.references(fine=False))
        weight = 1 / np.sqrt(np.bincount(self.labels, minlength=dataset.CLASSES)[self.labels])
        self.weight = weight / weight.sum()
        self.settings, self.seed = settings, seed

    def batch(self, step: int, augmentation: dict) -> tuple[torch.Tensor, torch.Tensor]:
        random = np.random.default_rng([self.seed, step])
        torch.manual_seed(self.seed * 1_000_003 + step)
        size = self.settings["batch"]
        odd, font = round(size * self.settings["outliers"]), round(size * self.settings["synthetic"])
        classes = random.integers(0, dataset.CLASSES, font)
        rows = random.choice(len(self.fine), size - odd - font, p=self.weight)
        strange = [outliers.draw(random, self.fine, self.labels, self.mirrored) for _ in range(odd)]
        fine = np.concatenate([self.fine[rows], self.fonts[classes], np.stack(strange)])
        labels = np.concatenate([self.labels[rows], classes, np.full(odd, -1)])
        synthetic = torch.zeros(size, dtype=torch.bool)
        synthetic[len(rows) : len(rows) + font] = True
        return augment.distort(torch.from_numpy(fine), synthetic, augmentation), torch.from_numpy(labels)


def loss_of(model: Lipi, glyphs: torch.Tensor, labels: torch.Tensor, settings: dict) -> torch.Tensor:
    logits, embedding = model(glyphs)
    logits, embedding = logits.float(), embedding.float()
    known = labels >= 0
    named = functional.cross_entropy(logits[known], labels[known], label_smoothing=settings["smoothing"])
    strange = -functional.log_softmax(logits[~known], 1).mean()
    cosine = embedding[known] @ functional.normalize(model.proxies, dim=1).T
    margin = functional.one_hot(labels[known], dataset.CLASSES) * settings["embedding_margin"]
    drawn = functional.cross_entropy((cosine - margin) * settings["embedding_scale"], labels[known])
    return named + settings["outliers"] * strange + settings["embedding_weight"] * drawn


def rate(step: int, settings: dict) -> float:
    """The learning rate: cosine cycles one after the other, the very first steps warmed up."""
    warm, begin = min(1.0, (step + 1) / settings["warmup"]), 0
    for steps, peak in settings["cycles"]:
        if step < begin + steps:
            return warm * peak * (0.5 * (1 + math.cos(math.pi * (step - begin) / steps)) + 1e-3)
        begin += steps
    return 0.0


def averaging(decay: float):
    """A running average that forgets the first, untrained weights quickly: it lengthens until it reaches the decay."""

    @torch.no_grad()
    def update(averaged: list[torch.Tensor], current: list[torch.Tensor], count: torch.Tensor) -> None:
        keep = min(decay, float(count) / (float(count) + 20))
        for old, new in zip(averaged, current):
            old.lerp_(new, 1 - keep) if old.is_floating_point() else old.copy_(new)

    return update


@torch.no_grad()
def accuracy(model: Lipi, corpus: dataset.Corpus, part: str) -> float:
    model.eval()
    rows = corpus.part(part)
    glyphs = torch.from_numpy(corpus.glyphs[rows])[:, None].float() / 255
    found = torch.cat([model(chunk)[0].argmax(1) for chunk in glyphs.split(256)])
    model.train()
    return float((found.numpy() == corpus.labels[rows]).mean())


def run(config: dict) -> Lipi:
    settings = config["train"]
    torch.set_num_threads(settings["threads"])
    torch.manual_seed(config["seed"])
    corpus = dataset.load()
    sampler = Sampler(corpus, settings, config["seed"])
    network = config["network"]
    model = Lipi(network["widths"], network["embedding"], network["dropout"]).to(memory_format=torch.channels_last)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=averaging(settings["average"]), use_buffers=True)
    optimiser = torch.optim.AdamW(model.parameters(), 1.0, weight_decay=settings["weight_decay"])
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters", flush=True)
    path, start = dataset.DATA.parent / "checkpoint.pt", 0
    if path.exists():
        saved = torch.load(path)
        model.load_state_dict(saved["model"])
        average.load_state_dict(saved["average"])
        optimiser.load_state_dict(saved["optimiser"])
        start = saved["step"]
    began = time.monotonic()
    for step in range(start, sum(steps for steps, _ in settings["cycles"])):
        for group in optimiser.param_groups:
            group["lr"] = rate(step, settings)
        glyphs, labels = sampler.batch(step, config["augment"])
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(model, glyphs.contiguous(memory_format=torch.channels_last), labels, settings)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        average.update_parameters(model)
        if (step + 1) % 50 == 0:
            speed = (step + 1 - start) * settings["batch"] / (time.monotonic() - began)
            print(f"step {step + 1} loss {loss.item():.3f} {speed:.0f} img/s", flush=True)
        if (step + 1) % 200 == 0:
            print(f"  validation {accuracy(average.module, corpus, 'validation'):.4f}", flush=True)
            state = {"model": model.state_dict(), "average": average.state_dict()}
            torch.save({**state, "optimiser": optimiser.state_dict(), "step": step + 1}, path)
    return average.module.eval()
