"""Trains and exports: `python main.py [--config font.toml]`, after `prepare` has written work/data (models/README.md).

A run that was stopped goes on from its last checkpoint, work/<id>/checkpoint.pt. With --export-only that is exported as it is.
"""

import argparse
import tomllib
from pathlib import Path

import dataset
import export
import split
import train
from network import Lipi


def from_checkpoint(config: dict) -> Lipi:
    model = Lipi(config["network"])
    train.start_from(model, config["id"])
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=dataset.HERE / "config.toml")
    parser.add_argument("--export-only", action="store_true", help="export the last checkpoint")
    parser.add_argument("--begin", type=Path, help="the folder of the ONNX files to begin with, if no checkpoint is at hand")
    parser.add_argument("--out", type=Path, default=export.MODELS, help="the folder for the ONNX files")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text())
    if not dataset.SPLIT.exists():
        split.write(config["split"])
    model = from_checkpoint(config) if options.export_only else train.run(config, options.begin)
    export.write(model, config, options.config, options.out)


if __name__ == "__main__":
    main()
