"""Trains the detector: `python train.py`; goes on from work/<id>/checkpoint.pt. then it writes ../dori-detector.onnx."""

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
from features import Cuts
from render import WORK


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


def run(config: dict) -> torch.optim.swa_utils.AveragedModel:
    settings = config["train"]
    torch.set_num_threads(settings["threads"])
    torch.manual_seed(config["seed"])
    path = WORK / config["id"] / "checkpoint.pt"
    path.parent.mkdir(parents=True, exist_ok=True)
    model = Detector(config["network"])
    model.body.learned()
    model = model.to(memory_format=torch.channels_last).train()
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=averaging(settings["average"]), use_buffers=True)
    optimizer = torch.optim.AdamW(model.learned(), lr=settings["rate"], weight_decay=settings["weight_decay"])
    parts = {"model": model, "average": average, "optimizer": optimizer}
    step = 0
    if path.exists():
        saved = torch.load(path)
        for name, part in parts.items():
            part.load_state_dict(saved[name])
        step = saved["step"]
    cuts, began = Cuts(), time.time()
    while step < settings["steps"]:
        if step % 50 == 0 or not len(cuts):
            cuts.refresh()
        if not len(cuts):
            time.sleep(5)
            continue
        seen, truth = cuts.batch(settings["batch"], np.random.default_rng([config["seed"], step]))
        for group in optimizer.param_groups:
            group["lr"] = rate(step, settings)
        with torch.autocast("cpu", torch.bfloat16):
            logits, distances = model.answer([part.contiguous(memory_format=torch.channels_last) for part in seen])
        middles, boxes = targets.loss(logits, distances, *truth)
        optimizer.zero_grad()
        (middles + settings["box_weight"] * boxes).backward()
        torch.nn.utils.clip_grad_norm_(model.learned(), 10.0)
        optimizer.step()
        average.update_parameters(model)
        step += 1
        if step % 20 == 0:
            print(f"{step} {middles.item():.3f} {boxes.item():.3f} {len(cuts)} {time.time() - began:.0f}s", flush=True)
        if step % 100 == 0 or step == settings["steps"]:
            saved = {name: part.state_dict() for name, part in parts.items()} | {"step": step}
            torch.save(saved, path.with_suffix(".part"))
            path.with_suffix(".part").rename(path)
    return average


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default="config.toml")
    parser.add_argument("--out", default=str(Path(__file__).parent.parent / "dori-detector.onnx"))
    parser.add_argument("--export", action="store_true", help="only write the ONNX file, from the checkpoint as it is")
    options = parser.parse_args()
    source = (Path(__file__).parent / options.config).read_bytes()
    config = tomllib.loads(source.decode())
    if options.export:
        saved = torch.load(WORK / config["id"] / "checkpoint.pt")
        average = torch.optim.swa_utils.AveragedModel(Detector(config["network"]), use_buffers=True)
        average.load_state_dict(saved["average"])
        export.write(average.module, config, source, saved["step"], Path(options.out))
        return
    export.write(run(config).module, config, source, config["train"]["steps"], Path(options.out))


if __name__ == "__main__":
    main()
