"""What eight-bit whole numbers would cost and save: `python int8.py`, for the card. The shipped files are not changed.

The classifier is quantised with ranges from the training part and judged, beside the file that ships, on the part set aside.
"""

import tempfile
import time
from pathlib import Path

import numpy as np
import onnxruntime
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

import dataset

SHIPPED = dataset.HERE.parent / "lipi-classifier.onnx"
ROUNDS = 400


class Ranges(CalibrationDataReader):
    def __init__(self, name: str, glyphs: np.ndarray):
        self.batches = iter([{name: batch} for batch in np.array_split(glyphs, len(glyphs) // 32)])

    def get_next(self) -> dict | None:
        return next(self.batches, None)


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def levels(corpus: dataset.Corpus, part: str) -> tuple[np.ndarray, np.ndarray]:
    rows = corpus.part(part)
    return corpus.glyphs[rows][:, None].astype(np.float32) / 255, corpus.labels[rows]


def main() -> None:
    corpus = dataset.load()
    train, (test, labels) = levels(corpus, "train")[0], levels(corpus, "test")
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder, "plain.onnx"), Path(folder, "int8.onnx")
        quant_pre_process(str(SHIPPED), str(plain), skip_symbolic_shape=True)
        name = session(SHIPPED).get_inputs()[0].name
        quantize_static(
            plain, small, Ranges(name, train[::4]), QuantFormat.QDQ,
            per_channel=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
        )
        sessions = {"as shipped": session(SHIPPED), "int8": session(small)}
        times = {kind: [] for kind in sessions}
        for _ in range(ROUNDS):
            for kind, one in sessions.items():
                began = time.perf_counter()
                one.run(None, {name: test[:1]})
                times[kind].append(time.perf_counter() - began)
        sizes = {"as shipped": SHIPPED.stat().st_size, "int8": small.stat().st_size}
        for kind, one in sessions.items():
            logits = np.concatenate([one.run(None, {name: batch})[0] for batch in np.array_split(test, 16)])
            right = int((logits.argmax(1) == labels).sum())
            milliseconds = 1000 * float(np.median(times[kind]))
            print(f"{kind}: {right} of {len(labels)} right, {milliseconds:.2f} ms a glyph, {sizes[kind] / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
