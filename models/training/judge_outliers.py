"""How often the exported classifier abstains on pictures that are no character: `python judge_outliers.py`.

The pictures are of the kinds that training made (outliers.py), from drawings of the test part and another seed: it says that
the classifier learnt them, not that it refuses everything that a camera can see.
"""

import numpy as np
import onnxruntime
import torch

import augment
import dataset
import export
import outliers


def main() -> None:
    corpus = dataset.load()
    rows = corpus.part("test")
    random = np.random.default_rng(4711)
    mirrored = outliers.mirrored_classes(dataset.references(fine=False))
    strange = [outliers.draw(random, corpus.fine[rows], corpus.labels[rows], mirrored) for _ in range(1000)]
    glyphs = augment.frame(torch.from_numpy(np.stack(strange))[:, None].float() / 255).numpy()
    session = onnxruntime.InferenceSession(export.MODELS / "lipi-classifier.onnx")
    least = float(session.get_modelmeta().custom_metadata_map["nazar.abstain_below"])
    logits = session.run(None, {"glyph": glyphs})[0]
    shares = np.exp(logits - logits.max(1, keepdims=True))
    surest = (shares / shares.sum(1, keepdims=True)).max(1)
    print(f"abstains on {(surest < least).mean():.1%} of {len(strange)} pictures that are no character")


if __name__ == "__main__":
    main()
