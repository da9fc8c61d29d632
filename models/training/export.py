"""Calibrates on the validation part and writes the two ONNX files with all that belongs to them in their metadata."""

import base64
import hashlib
import json
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn
from torch.nn import functional

import dataset
from network import Lipi

MODELS = dataset.HERE.parent
THRESHOLD = 0.45


class Classifier(nn.Module):
    """Calibrated logits, and what each cell of the last map adds to each of them.

    A logit is linear in the mean and the maximum of each feature, so that it falls apart into cells without an estimate: the
    mean in equal shares, the maximum to the cell that holds it. The cells add up to the logit less its bias.
    """

    def __init__(self, model: Lipi, temperature: float):
        super().__init__()
        self.model, self.temperature = model, temperature

    def forward(self, glyph: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        features = self.model.body(glyph)
        logits = self.model.classes(self.model.pool(features))
        highest = (features == features.amax((2, 3), keepdim=True)).float()
        peaks = features * highest / highest.sum((2, 3), keepdim=True)
        by_mean, by_highest = self.model.classes.weight[:, :, None, None].chunk(2, 1)
        area = features.shape[2] * features.shape[3]
        cells = functional.conv2d(features, by_mean / area) + functional.conv2d(peaks, by_highest)
        return logits / self.temperature, cells / self.temperature


class Encoder(nn.Module):
    def __init__(self, model: Lipi):
        super().__init__()
        self.model = model

    def forward(self, glyph: torch.Tensor) -> tuple[torch.Tensor]:
        return (functional.normalize(self.model.project(self.model.pool(self.model.body(glyph))), dim=1),)


def tensor(glyphs: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(glyphs)[:, None].float() / 255


def temperature(logits: torch.Tensor, labels: torch.Tensor) -> float:
    """The divisor of the logits with the least cross-entropy."""
    choices = np.exp(np.linspace(np.log(0.3), np.log(3.0), 400))
    losses = [float(functional.cross_entropy(logits / choice, labels)) for choice in choices]
    return float(choices[int(np.argmin(losses))])


def equal_error(genuine: np.ndarray, foreign: np.ndarray) -> float:
    """The distance at which as many genuine pairs are refused as foreign ones are accepted."""
    points = np.linspace(genuine.min(), foreign.max(), 4000)
    gaps = [abs((genuine >= point).mean() - (foreign < point).mean()) for point in points]
    least = np.flatnonzero(np.array(gaps) == min(gaps))
    # Where both errors are equal over a stretch, its middle is farthest from either kind.
    return float(points[least[len(least) // 2]])


def score_table(genuine: np.ndarray, foreign: np.ndarray) -> list[list[float]]:
    """Percentiles of genuine distances; the threshold scores 50, and 0 lies beyond nearly all foreign pairs."""
    table = [[0.0, 100.0]]
    for percentile, score in ((5, 95.0), (25, 88.0), (50, 80.0), (75, 72.0), (90, 62.0)):
        distance = round(float(np.percentile(genuine, percentile)), 4)
        if table[-1][0] < distance < 0.98 * THRESHOLD:
            table.append([distance, score])
    end = max(round(float(np.percentile(foreign, 99.9)), 4), THRESHOLD + 0.05)
    return table + [[THRESHOLD, 50.0], [end, 0.0]]


@torch.no_grad()
def calibrate(model: Lipi, keep: float) -> tuple[float, dict, dict]:
    corpus = dataset.load()
    rows = corpus.part("validation")
    labels = torch.from_numpy(corpus.labels[rows])
    logits, embeddings = model(tensor(corpus.glyphs[rows]))
    _, references = model(tensor(dataset.references(fine=False)))
    heat = temperature(logits, labels)
    surest = functional.softmax(logits / heat, 1).amax(1).numpy()
    distances = torch.cdist(embeddings, references).numpy()
    same = np.eye(dataset.CLASSES, dtype=bool)[labels.numpy()]
    genuine, foreign = distances[same], distances[~same]
    # The foreign pairs that decide are the look-alikes: against all of them the threshold would let most look-alikes pass.
    hardest = np.where(same, np.inf, distances).min(1)
    scale = THRESHOLD / equal_error(genuine, hardest)
    stored = base64.b64encode(references.numpy().astype("<f4").tobytes()).decode()
    classifier = {"nazar.abstain_below": f"{np.quantile(surest, 1 - keep):.4f}", "nazar.temperature": f"{heat:.4f}"}
    encoder = {
        "nazar.distance_scale": f"{scale:.6f}",
        "nazar.score_table": json.dumps(score_table(genuine * scale, foreign * scale)),
        "nazar.references": stored,
    }
    return heat, classifier, encoder


def save(module: nn.Module, outputs: list[str], path: Path, properties: dict) -> None:
    glyph = torch.zeros(2, 1, 64, 64)
    batch = {"glyph": {0: torch.export.Dim("batch")}}
    program = torch.onnx.export(
        module.eval(), (glyph,), input_names=["glyph"], output_names=outputs, dynamic_shapes=batch, dynamo=True
    )
    program.save(path, external_data=False)
    model = onnx.load(path)
    # The exporter's notes name files of the machine that it ran on, and are half of the file.
    for node in model.graph.node:
        node.ClearField("metadata_props")
        node.ClearField("doc_string")
    for value in list(model.graph.value_info) + list(model.graph.initializer):
        value.ClearField("metadata_props")
    onnx.helper.set_model_props(model, properties)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def note_hash(assets: Path, path: Path) -> None:
    """Writes the file's hash into assets.toml, beside its name."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    pattern = rf'(file = "{re.escape(path.name)}"\ntarget = "[^"]+"\nsha256 = ")[0-9a-f]*'
    assets.write_text(re.sub(pattern, rf"\g<1>{digest}", assets.read_text()))


def write(model: Lipi, config: dict, config_path: Path, folder: Path) -> None:
    heat, classifier, encoder = calibrate(model, config["calibrate"]["keep"])
    recipe = hashlib.sha256(Path(config_path).read_bytes()).hexdigest()
    folder.mkdir(exist_ok=True)
    for name, module, outputs, properties in (
        ("classifier", Classifier(model, heat), ["logits", "cells"], classifier),
        ("encoder", Encoder(model), ["embedding"], encoder),
    ):
        path = folder / f"lipi-{name}.onnx"
        identity = {"nazar.id": f"{config['id']}-{name}", "nazar.config": recipe}
        save(module, outputs, path, identity | properties)
        if (folder / "assets.toml").exists():
            note_hash(folder / "assets.toml", path)
        print(f"{path.name}: {path.stat().st_size:,} bytes", {k: v[:200] for k, v in properties.items()})
