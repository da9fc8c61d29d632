"""Trains the recogniser: `python train.py`, on the corpus of synthesise.py; goes on from work/checkpoint.pt.

The rate follows the share of config.toml's minutes that is gone, so that a slow machine ends its training too, with fewer steps.
"""

import argparse
import json
import math
import time
import tomllib
from pathlib import Path

import numpy as np
import torch

import augment
import features
from network import Recogniser

HERE = Path(__file__).parent
WORK = HERE / "work"
CONFIG = tomllib.loads((HERE / "config.toml").read_text())
# Share of a batch that is noise alone, in which nothing is to be heard.
NOISE = 0.06


class Corpus:
    """Powers of utterances, one behind the other, with their units."""

    def __init__(self, part: str):
        held = np.load(WORK / f"{part}.npz")
        self.powers = held["powers"]
        self.ends = np.cumsum(held["lengths"])
        self.targets = json.loads(str(held["targets"])) if "targets" in held else [[] for _ in self.ends]

    def power(self, row: int) -> np.ndarray:
        start = self.ends[row - 1] if row else 0
        return self.powers[start:self.ends[row]].astype(np.float32)


def made(units: list[str]) -> Recogniser:
    settings = CONFIG["network"]
    return Recogniser(features.BANDS, len(units), settings["width"], settings["dilations"], settings["stride"])


def batch(speech: Corpus, noise: Corpus, numbers: dict, rng: np.random.Generator) -> tuple:
    """Utterances of some seconds together, with what is said in them."""
    rows, targets, seconds = [], [], 0.0
    while seconds < CONFIG["train"]["batch_seconds"]:
        other = noise.power(rng.integers(len(noise.ends)))
        if rng.random() < NOISE:
            level, target = features.levelled(augment.coloured(other, rng)), []
        else:
            row = rng.integers(len(speech.ends))
            power = speech.power(row)
            if len(power) > 700:
                continue
            level = augment.varied(power, other, speech.power(rng.integers(len(speech.ends))), rng)
            target = [numbers[unit] for unit in speech.targets[row]]
        rows.append(level)
        targets.append(target)
        seconds += len(level) / 100
    lengths = torch.tensor([len(row) for row in rows])
    together = np.zeros((len(rows), int(lengths.max()), features.BANDS), dtype=np.float32)
    for place, row in enumerate(rows):
        together[place, :len(row)] = row
    return torch.from_numpy(together), lengths, targets


def loss_of(network, together, lengths, targets) -> torch.Tensor:
    stride = CONFIG["network"]["stride"]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        told = network(together)
    told_lengths = torch.div(lengths + stride - 1, stride, rounding_mode="floor")
    flat = torch.tensor([unit for target in targets for unit in target], dtype=torch.long)
    sizes = torch.tensor([len(target) for target in targets])
    losses = torch.nn.functional.ctc_loss(
        told.transpose(0, 1), flat, told_lengths, sizes, blank=0, reduction="none", zero_infinity=True
    )
    return losses.sum() / told_lengths.sum()


def train(minutes: float) -> None:
    settings = CONFIG["train"]
    torch.set_num_threads(1)
    speech, noise = Corpus("train"), Corpus("noises")
    units = [""] + sorted({unit for target in speech.targets for unit in target})
    numbers = {unit: place for place, unit in enumerate(units)}
    torch.manual_seed(CONFIG["seed"])
    network = made(units)
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings["rate"], weight_decay=settings["weight_decay"])
    gone, step, checkpoint = 0.0, 0, WORK / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(kept["network"])
        optimiser.load_state_dict(kept["optimiser"])
        gone, step = kept["gone"], kept["step"]
    rng = np.random.default_rng(CONFIG["seed"] + step)
    network.train()
    started, saved, losses = time.monotonic() - gone, time.monotonic(), []
    while gone < minutes * 60:
        gone = time.monotonic() - started
        share = min(1.0, gone / (minutes * 60))
        rate = settings["rate"] * min(1.0, (step + 1) / 100) * (0.5 * (1 + math.cos(math.pi * share)) + 0.005)
        for group in optimiser.param_groups:
            group["lr"] = rate
        loss = loss_of(network, *batch(speech, noise, numbers, rng))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        step += 1
        losses.append(float(loss.detach()))
        if step % 50 == 0:
            print(f"step {step}, {gone / 60:.1f} min, loss {np.mean(losses[-50:]):.4f}", flush=True)
        if time.monotonic() - saved > 60 or gone >= minutes * 60:
            kept = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "gone": gone, "step": step}
            torch.save({**kept, "units": units}, checkpoint)
            saved = time.monotonic()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=CONFIG["train"]["minutes"])
    train(parser.parse_args().minutes)
