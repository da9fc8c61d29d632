"""Writes networks as ONNX, with what belongs to them in the metadata, and checks them against the network."""

import hashlib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

import colours
import shapes


class ShippedDetector(nn.Module):
    """Chances instead of logits."""

    def __init__(self, model: nn.Module):
        super().__init__()
        self.model = model

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        logits, distances = self.model(pictures)
        return torch.sigmoid(logits), distances


class ShippedAppearance(nn.Module):
    """Probabilities instead of logits."""

    def __init__(self, model: nn.Module):
        super().__init__()
        self.model = model

    def forward(self, crops: torch.Tensor):
        shape, flags, sets, cells = self.model(crops)
        return torch.softmax(shape, 1), torch.sigmoid(flags), torch.softmax(sets, 1), torch.sigmoid(cells)


def save(
    shipped: nn.Module, example: torch.Tensor, names: list[str], properties: dict[str, str], path: Path, free: bool = False
) -> None:
    """`free`: pictures may have any height and width."""
    shipped.eval()
    sizes = {name: {2: "height", 3: "width"} for name in ("picture", *names)} if free else None
    torch.onnx.export(
        shipped, (example,), str(path), input_names=["picture"], output_names=names, dynamic_axes=sizes, dynamo=False, opset_version=17
    )
    file = onnx.load(str(path))
    for key, value in properties.items():
        file.metadata_props.add(key=key, value=value)
    onnx.save(file, str(path))
    with torch.no_grad():
        expected = shipped(example)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    for want, got in zip(expected, session.run(None, {"picture": example.numpy()})):
        np.testing.assert_allclose(want.numpy(), got, rtol=1e-2, atol=1e-3)
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), f"{path.stat().st_size / 1e6:.2f} MB")


def described(config: dict, source: bytes, step: int) -> dict[str, str]:
    return {"nazar.id": config["id"], "nazar.recipe": hashlib.sha256(source).hexdigest(), "nazar.step": str(step)}


def write(model: nn.Module, config: dict, source: bytes, step: int, path: Path) -> None:
    """The detector."""
    side = config["export"]["side"]
    properties = described(config, source, step) | {"nazar.side": str(side)}
    save(ShippedDetector(model), torch.rand(1, 3, side, side), ["chance", "distances"], properties, path, free=True)


def appearance(model: nn.Module, config: dict, source: bytes, step: int, path: Path) -> None:
    """The appearance network; the words of its classes stand in the file."""
    properties = described(config, source, step) | {
        "nazar.shapes": ",".join(shapes.SHAPES),
        "nazar.colours": ",".join(colours.NAMES),
    }
    names = ["shapes", "flags", "colours", "covered"]
    save(ShippedAppearance(model), torch.rand(1, 3, 96, 96), names, properties, path)
