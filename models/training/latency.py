"""Milliseconds of one glyph on one thread in ONNX Runtime, beside EfficientNet-B0 at the same size: `python latency.py`.

B0 has random weights here: how long it takes does not depend on them. The networks take turns, so that whatever else the
machine does falls on all of them; the figure to keep is the ratio.
"""

import tempfile
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch

import export
from network import Lipi

ROUNDS = 300


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def main() -> None:
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        b0 = Path(folder) / "b0.onnx"
        network = Lipi({"body": "b0", "embedding": 128, "dropout": 0.0}).eval()
        export.save(export.Classifier(network, 1.0), ["logits", "cells"], b0, {})
        files = {
            "EfficientNet-B0": b0,
            "lipi-classifier": export.MODELS / "lipi-classifier.onnx",
            "lipi-encoder": export.MODELS / "lipi-encoder.onnx",
        }
        sessions = {name: session(path) for name, path in files.items()}
        sizes = {name: path.stat().st_size / 1e6 for name, path in files.items()}
    glyph = np.random.default_rng(1).random((1, 1, 64, 64), np.float32)
    times = {name: [] for name in sessions}
    for _ in range(ROUNDS):
        for name, ready in sessions.items():
            began = time.perf_counter()
            ready.run(None, {"glyph": glyph})
            times[name].append(time.perf_counter() - began)
    whole = float(np.median(times["EfficientNet-B0"]))
    for name, taken in times.items():
        middle = float(np.median(taken))
        print(f"{name}: {sizes[name]:.1f} MB, median {middle * 1e3:.2f} ms, {middle / whole:.2f} of B0")


if __name__ == "__main__":
    main()
