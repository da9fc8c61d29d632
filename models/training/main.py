"""Trains and exports: `python main.py`, after `prepare` has written work/data (models/README.md).

With --weights of an unfinished run it exports what the last checkpoint holds.
"""

import argparse
import tomllib

import torch

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
    parser.add_argument("--config", default=dataset.HERE / "config.toml")
    parser.add_argument("--export-only", action="store_true", help="export the last checkpoint")
    options = parser.parse_args()
    with open(options.config, "rb") as file:
        config = tomllib.load(file)
    if not dataset.SPLIT.exists():
        split.write(config["split"])
    model = from_checkpoint(config) if options.export_only else train.run(config)
    export.write(model, config, options.config)


if __name__ == "__main__":
    main()
