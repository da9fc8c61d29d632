"""Begins a run with the weights of exported ONNX files, where the checkpoint of that run is not at hand.

Exporting folded each normalisation into its convolution. It is taken apart again: the statistics are measured anew on
pictures of the first steps, and the scale and shift are chosen so that the network computes what the file computes.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

import dataset
from network import Lipi
from sampler import Sampler

# Batches by which the statistics are measured.
BATCHES = 6


def tensors(path: Path) -> dict[str, torch.Tensor]:
    graph = onnx.load(path).graph
    return {value.name: torch.from_numpy(numpy_helper.to_array(value).copy()) for value in graph.initializer}


@torch.no_grad()
def unfold(unit: nn.Sequential, features: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """One convolution with its normalisation; what it makes of the features."""
    convolution, normal = unit[0], unit[1]
    convolution.weight.copy_(weight)
    found = convolution(features)
    variance, mean = torch.var_mean(found, (0, 2, 3), correction=0)
    normal.running_mean.copy_(mean)
    normal.running_var.copy_(variance)
    normal.weight.copy_((variance + normal.eps).sqrt())
    normal.bias.copy_(bias + mean)
    return (found + bias[:, None, None]).relu_()


@torch.no_grad()
def begin(model: Lipi, folder: Path, sampler: Sampler) -> None:
    """Fills a network whose body is `plain` from lipi-classifier.onnx and lipi-encoder.onnx in the folder."""
    classifier, encoder = tensors(folder / "lipi-classifier.onnx"), tensors(folder / "lipi-encoder.onnx")
    for part in ("weight", "bias"):
        getattr(model.classes, part).copy_(classifier[f"model.classes.{part}"])
        getattr(model.project, part).copy_(encoder[f"model.project.{part}"])
    pictures = torch.cat([sampler.batch(step).glyphs for step in range(BATCHES)])
    features = (pictures - 0.2) * 2.0
    for place, layer in enumerate(model.body.layers):
        name = f"model.body.layers.{place}.0.weight"
        kind = isinstance(layer, nn.Sequential)
        features = unfold(layer, features, encoder[name], encoder[f"{name}_bias"]) if kind else layer(features)
    # A proxy stands where its class's reference lies.
    model.eval()
    references = torch.from_numpy(dataset.references(fine=False).astype(np.float32) / 255)[:, None]
    model.proxies.copy_(model(references)[1])
    model.train()
