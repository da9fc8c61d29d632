"""Trains the detector: `python train.py`; goes on from work/<id>/checkpoint.pt. `--export` writes ../dori-detector.onnx."""

import argparse
import math
import time
import tomllib
from pathlib import Path

import numpy as np
import torch

import export
import targets
from detector import Detector
from render import WORK
from scenes import Scenes, cut, vary


def rate(step: int, settings: dict) -> float:
    warm = min(1.0, (step + 1) / settings["warmup"])
    return warm * settings["rate"] * (0.5 * (1 + math.cos(math.pi * min(step / settings["steps"], 1))) + 5e-3)


def averaging(decay: float):
    """Forgets the first, untrained weights quickly."""

    @torch.no_grad()
    def update(averaged, current, count) -> None:
        keep = min(decay, float(count) / (float(count) + 20))
        for old, new in zip(averaged, current):
            old.lerp_(new, 1 - keep) if old.is_floating_point() else old.copy_(new)

    return update


def batch(scenes: Scenes, count: int, side: int, rng: np.random.Generator) -> list[torch.Tensor]:
    rows = []
    for row in rng.integers(len(scenes.rows), size=count):
        pixels, boxes = vary(*cut(*scenes.picture(row), side, rng), rng)
        rows.append((pixels.transpose(2, 0, 1), *targets.paint(boxes, side)))
    return [torch.from_numpy(np.stack(column)) for column in zip(*rows)]


def run(config: dict) -> torch.optim.swa_utils.AveragedModel:
    settings, side = config["train"], config["network"]["side"]
    torch.set_num_threads(settings["threads"])
    torch.manual_seed(config["seed"])
    path = WORK / config["id"] / "checkpoint.pt"
    path.parent.mkdir(parents=True, exist_ok=True)
    model = Detector(config["network"]).to(memory_format=torch.channels_last)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=averaging(settings["average"]), use_buffers=True)
    model.body.freeze(settings["frozen"])
    body = {id(weights) for weights in model.body.parameters()}
    parts = [
        {"params": [weights for weights in model.body.parameters() if weights.requires_grad], "share": settings["body_rate"]},
        {"params": [weights for weights in model.parameters() if id(weights) not in body], "share": 1.0},
    ]
    optimizer = torch.optim.AdamW(parts, weight_decay=settings["weight_decay"])
    step = 0
    if path.exists():
        saved = torch.load(path)
        model.load_state_dict(saved["model"])
        average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])
        step = saved["step"]
    else:
        model.body.load_photos()
        average.module.load_state_dict(model.state_dict())
    scenes, began = Scenes(held=False), time.time()
    while step < settings["steps"]:
        if step % 50 == 0 or not scenes.rows:
            scenes.refresh()
        if not scenes.rows:
            time.sleep(5)
            continue
        rng = np.random.default_rng([config["seed"], step])
        pictures, heat, sides, weights = batch(scenes, settings["batch"], side, rng)
        for group in optimizer.param_groups:
            group["lr"] = rate(step, settings) * group["share"]
        logits, distances = model(pictures.contiguous(memory_format=torch.channels_last))
        middles, boxes = targets.loss(logits, distances, heat, sides, weights)
        optimizer.zero_grad()
        (middles + settings["box_weight"] * boxes).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimizer.step()
        average.update_parameters(model)
        step += 1
        if step % 20 == 0:
            print(f"{step} {middles.item():.3f} {boxes.item():.3f} {len(scenes.rows)} {time.time() - began:.0f}s", flush=True)
        if step % 100 == 0 or step == settings["steps"]:
            state = {"model": model, "average": average, "optimizer": optimizer}
            saved = {name: part.state_dict() for name, part in state.items()} | {"step": step}
            torch.save(saved, path.with_suffix(".part"))
            path.with_suffix(".part").rename(path)
    return average


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default="config.toml")
    parser.add_argument("--export", metavar="FILE", help="only write the ONNX file, from the checkpoint as it is")
    options = parser.parse_args()
    source = (Path(__file__).parent / options.config).read_bytes()
    config = tomllib.loads(source.decode())
    if options.export:
        saved = torch.load(WORK / config["id"] / "checkpoint.pt")
        average = torch.optim.swa_utils.AveragedModel(Detector(config["network"]), use_buffers=True)
        average.load_state_dict(saved["average"])
        export.write(average.module, config, source, saved["step"], Path(options.export))
        return
    export.write(run(config).module, config, source, config["train"]["steps"], Path(__file__).parent.parent / "dori-detector.onnx")


if __name__ == "__main__":
    main()
