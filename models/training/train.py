"""Trains a network; stops and goes on where it was (work/<id>/checkpoint.pt)."""

import math
import time
from pathlib import Path

import torch

import dataset
import shipped
from loss import Loss
from network import Lipi
from sampler import Sampler


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
    with torch.autocast("cpu", torch.bfloat16):
        found = torch.cat([model(chunk)[0].argmax(1) for chunk in glyphs.split(128)])
    model.train()
    return float((found.numpy() == corpus.labels[rows]).mean())


def folder(config: dict) -> Path:
    return dataset.WORK / config["id"]


def averaged(model: Lipi, decay: float = 0.0) -> torch.optim.swa_utils.AveragedModel:
    return torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=averaging(decay), use_buffers=True)


def start_from(model: Lipi, identity: str) -> None:
    """Begins with the averaged weights of another run."""
    saved = averaged(model)
    saved.load_state_dict(torch.load(dataset.WORK / identity / "checkpoint.pt")["average"])
    model.load_state_dict(saved.module.state_dict())


def run(config: dict, exported: Path | None = None) -> Lipi:
    """Trains; begins with the run that the config names, or with that run's exported files."""
    settings = config["train"]
    torch.set_num_threads(settings["threads"])
    torch.manual_seed(config["seed"])
    corpus, path = dataset.load(), folder(config) / "checkpoint.pt"
    path.parent.mkdir(parents=True, exist_ok=True)
    sampler = Sampler(corpus, config)
    model = Lipi(config["network"])
    if exported is not None and not path.exists():
        shipped.begin(model, exported, sampler)
    elif "start" in config and not path.exists():
        start_from(model, config["start"])
    model = model.to(memory_format=torch.channels_last)
    average = averaged(model, settings["average"])
    optimiser = torch.optim.AdamW(model.parameters(), 1.0, weight_decay=settings["weight_decay"])
    loss_of, start = Loss(settings, config["network"]["embedding"]), 0
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters", flush=True)
    if path.exists():
        saved = torch.load(path)
        model.load_state_dict(saved["model"])
        average.load_state_dict(saved["average"])
        optimiser.load_state_dict(saved["optimiser"])
        loss_of.references, start = saved["references"], saved["step"]
    began, total = time.monotonic(), sum(steps for steps, _ in settings["cycles"])
    for step in range(start, total):
        for group in optimiser.param_groups:
            group["lr"] = rate(step, settings)
        batch = sampler.batch(step)
        loss = loss_of(model, batch)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        average.update_parameters(model)
        if (step + 1) % 50 == 0:
            speed = (step + 1 - start) * len(batch.glyphs) / (time.monotonic() - began)
            print(f"step {step + 1} loss {loss.item():.3f} {speed:.0f} img/s", flush=True)
        if (step + 1) % 100 == 0 or step + 1 == total:
            print(f"  validation {accuracy(average.module, corpus, 'validation'):.4f}", flush=True)
            state = {"model": model.state_dict(), "average": average.state_dict(), "references": loss_of.references}
            torch.save({**state, "optimiser": optimiser.state_dict(), "step": step + 1}, path.with_suffix(".new"))
            path.with_suffix(".new").rename(path)
    return average.module.eval()
