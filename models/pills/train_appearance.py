"""Trains the appearance network: `python train_appearance.py`; goes on from work/<id>/checkpoint.pt.

At the end it finds the temperatures on crops that were set aside and writes ../dori-appearance.onnx.
"""

import argparse
import tomllib
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

import export
from appearance import PAIRS, Appearance
from crops import WORK
from train import averaging, rate

# The first shard is never trained on: temperatures are found on it.
HELD = 1


def load(held: bool) -> dict[str, np.ndarray]:
    paths = sorted((WORK / "crops").glob("*-????.npz"))
    parts = [np.load(path) for path in (paths[:HELD] if held else paths[HELD:])]
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0].files}
    order = {pair: 12 + index for index, pair in enumerate(PAIRS)}
    rows["sets"] = np.array([a if b < 0 else order[min(a, b), max(a, b)] for a, b in rows["colours"]])
    return rows


def vary(pictures: np.ndarray, covered: np.ndarray, rng: np.random.Generator):
    """Mirrors and turns all crops of a batch, and moves each one's light."""
    turns = int(rng.integers(4))
    pictures, covered = np.rot90(pictures, turns, (1, 2)), np.rot90(covered, turns, (1, 2))
    if rng.random() < 0.5:
        pictures, covered = pictures[:, :, ::-1], covered[:, :, ::-1]
    light = rng.uniform(0.85, 1.12, (len(pictures), 1, 1, 1)) * rng.normal(1, 0.025, (len(pictures), 1, 1, 3))
    return np.clip(pictures / 255 * light, 0, 1).astype(np.float32), (covered / 255).astype(np.float32)


def losses(outputs, rows: dict, chosen: np.ndarray, covered: torch.Tensor):
    shape, flags, sets, cells = (output.float() for output in outputs)
    truth = {name: torch.from_numpy(rows[name][chosen]) for name in ("shapes", "scored", "capsules", "sets")}
    both = torch.stack([truth["scored"], truth["capsules"]], 1).float()
    return (
        functional.cross_entropy(shape, truth["shapes"], label_smoothing=0.03)
        + functional.binary_cross_entropy_with_logits(flags, both)
        + functional.cross_entropy(sets, truth["sets"], label_smoothing=0.03)
        + functional.binary_cross_entropy_with_logits(cells[:, 0], covered)
    )


@torch.no_grad()
def judge(model: Appearance, rows: dict) -> dict[str, torch.Tensor]:
    pictures = torch.from_numpy(rows["pictures"].transpose(0, 3, 1, 2)).float() / 255
    outputs = [torch.cat(parts) for parts in zip(*(model(part) for part in pictures.split(50)))]
    return dict(zip(("shapes", "flags", "sets", "cells"), outputs))


def temperature(logits: torch.Tensor, truth: torch.Tensor) -> float:
    """The divisor of logits that makes the truth likeliest."""
    tried = [0.5 + 0.05 * step for step in range(60)]
    return min(tried, key=lambda divisor: float(functional.cross_entropy(logits / divisor, truth)))


def finish(model: Appearance, config: dict, source: bytes, step: int, path: Path) -> None:
    model.eval()
    rows = load(held=True)
    found = judge(model, rows)
    truth = {name: torch.from_numpy(rows[name]) for name in ("shapes", "sets")}
    divisors = {name: temperature(found[name], truth[name]) for name in truth}
    right = {name: float((found[name].argmax(1) == truth[name]).float().mean()) for name in truth}
    flags = torch.from_numpy(np.stack([rows["scored"], rows["capsules"]], 1))
    right["flags"] = float(((found["flags"] > 0) == flags).float().mean())
    print("set aside:", right, "temperatures:", divisors)
    with torch.no_grad():
        for layer, divisor in ((model.shape, divisors["shapes"]), (model.single, divisors["sets"])):
            layer.weight /= divisor
            layer.bias /= divisor
        # A pair's logit is a sum of two halves less two: the two is divided as well.
        model.halves.weight /= divisors["sets"]
        model.halves.bias.copy_((model.halves.bias - 1) / divisors["sets"] + 1)
    export.appearance(model, config, source, step, path)


def run(config: dict, source: bytes, target: Path) -> None:
    settings = config["train"]
    torch.set_num_threads(settings["threads"])
    torch.manual_seed(config["seed"])
    path = WORK / config["id"] / "checkpoint.pt"
    path.parent.mkdir(parents=True, exist_ok=True)
    model = Appearance(config["network"]).to(memory_format=torch.channels_last)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=averaging(settings["average"]), use_buffers=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=settings["rate"], weight_decay=settings["weight_decay"])
    parts = {"model": model, "average": average, "optimizer": optimizer}
    step = 0
    if path.exists():
        saved = torch.load(path)
        for name, part in parts.items():
            part.load_state_dict(saved[name])
        step = saved["step"]
    rows = load(held=False)
    while step < settings["steps"]:
        rng = np.random.default_rng([config["seed"], step])
        chosen = rng.integers(len(rows["shapes"]), size=settings["batch"])
        pictures, covered = vary(rows["pictures"][chosen], rows["covered"][chosen], rng)
        for group in optimizer.param_groups:
            group["lr"] = rate(step, settings)
        inputs = torch.from_numpy(np.ascontiguousarray(pictures.transpose(0, 3, 1, 2)))
        with torch.autocast("cpu", torch.bfloat16):
            outputs = model(inputs.contiguous(memory_format=torch.channels_last))
        loss = losses(outputs, rows, chosen, torch.from_numpy(np.ascontiguousarray(covered)))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimizer.step()
        average.update_parameters(model)
        step += 1
        if step % 50 == 0:
            print(step, round(loss.item(), 3), flush=True)
        if step % 200 == 0 or step == settings["steps"]:
            torch.save({name: part.state_dict() for name, part in parts.items()} | {"step": step}, path)
            rows = load(held=False)
    finish(average.module, config, source, step, target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default="appearance.toml")
    parser.add_argument("--out", default=str(Path(__file__).parent.parent / "dori-appearance.onnx"))
    options = parser.parse_args()
    source = (Path(__file__).parent / options.config).read_bytes()
    run(tomllib.loads(source.decode()), source, Path(options.out))


if __name__ == "__main__":
    main()
