"""Writes ../speech.onnx, its hash, and what the decoder reads beside it: `python export.py`.

    lexicon.tsv   language, class, how a word is written, its units
    bigrams.tsv   language, a word, the word behind it, how often; of many utterances that the patterns make
"""

import hashlib
import random
import re
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

import features
from phrases import LANGUAGES, Speaker, Token
from pronounce import Pronouncer
from train import CONFIG, WORK, made

HERE = Path(__file__).parent
SHIPPED = HERE / "../speech.onnx"
ASSETS = HERE / "../assets.toml"
UTTERANCES = 40_000


def called(token: Token) -> str:
    return token.written if token.kind in ("word", "ending") else f"<{token.kind}>"


def bigrams(language: str) -> Counter:
    speaker, rng, pairs = Speaker(language), random.Random(f"{CONFIG['seed']}-bigrams"), Counter()
    for _ in range(UTTERANCES):
        names = ["<s>", *map(called, speaker.utterance(rng)), "</s>"]
        pairs.update(zip(names, names[1:]))
    return pairs


def write_words() -> None:
    pronounce = Pronouncer(WORK / "pronunciations.json")
    with open(HERE / "lexicon.tsv", "w", encoding="utf-8") as file:
        for language in LANGUAGES:
            for token in Speaker(language).lexicon():
                units = " ".join(pronounce(language, token.said))
                if units:
                    file.write(f"{language}\t{token.kind}\t{token.written}\t{units}\n")
    with open(HERE / "bigrams.tsv", "w", encoding="utf-8") as file:
        for language in LANGUAGES:
            for (left, right), count in sorted(bigrams(language).items()):
                if count > 1:
                    file.write(f"{language}\t{left}\t{right}\t{count}\n")


def write_network() -> None:
    kept = torch.load(WORK / "checkpoint.pt", weights_only=True)
    units = kept["units"]
    network = made(units)
    network.load_state_dict(kept["network"])
    network.eval()
    example = torch.randn(1, 120, features.BANDS)
    torch.onnx.export(
        network, (example,), str(SHIPPED), input_names=["frames"], output_names=["units"],
        dynamic_axes={"frames": {1: "frames"}, "units": {1: "moments"}}, dynamo=False, opset_version=17,
    )
    file = onnx.load(str(SHIPPED))
    recipe = hashlib.sha256((HERE / "config.toml").read_bytes()).hexdigest()
    for key, value in {"nazar.id": CONFIG["id"], "nazar.recipe": recipe, "nazar.step": str(kept["step"]),
                       "nazar.units": " ".join(units)}.items():
        file.metadata_props.add(key=key, value=value)
    onnx.save(file, str(SHIPPED))
    session = onnxruntime.InferenceSession(str(SHIPPED), providers=["CPUExecutionProvider"])
    other = torch.randn(1, 371, features.BANDS)
    with torch.no_grad():
        np.testing.assert_allclose(network(other).numpy(), session.run(None, {"frames": other.numpy()})[0], rtol=1e-2, atol=2e-3)
    register(hashlib.sha256(SHIPPED.read_bytes()).hexdigest())


def register(digest: str) -> None:
    """Puts the file's hash where the packaging looks for it."""
    text = ASSETS.read_text()
    entry = f'[[model]]\nfile = "speech.onnx"\ntarget = "models/speech.onnx"\nsha256 = "{digest}"\n'
    known = re.compile(r'\[\[model\]\]\nfile = "speech.onnx"\n[^\[]*')
    ASSETS.write_text(known.sub(entry, text) if known.search(text) else f"{text}\n{entry}")
    print(SHIPPED.name, digest, f"{SHIPPED.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    tomllib.loads(ASSETS.read_text())
    write_network()
    write_words()
