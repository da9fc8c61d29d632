"""Makes the layer that speaks, of the Debian packages that speech_layer.toml names: espeak-ng with its data.

    python3 scripts/packaging/speech_layer.py x86_64 target/speech-layer

leaves the layer's files under target/speech-layer/opt and speech-layer.zip beside them, for
`aws lambda publish-layer-version --layer-name nazar-speech --zip-file fileb://target/speech-layer/speech-layer.zip`; the
stack takes it by its parameter SpeechLayerArn. It needs Debian 12's apt, dpkg-deb and a C compiler.
"""

import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

from layer import LayerError, sha256

HERE = Path(__file__).parent
LIBRARIES = {"x86_64": "usr/lib/x86_64-linux-gnu"}


def fetch(package, folder):
    """Downloads a package with apt, unpacked by nobody yet, and returns its path."""
    command = ["apt-get", "download", f"{package['name']}={package['version']}"]
    if subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL).returncode != 0:
        raise LayerError(f"apt could not fetch {package['name']} {package['version']}")
    return next(folder.glob("*.deb"))


def unpack(file, folder):
    subprocess.run(["dpkg-deb", "--extract", str(file), str(folder)], check=True)


def place(package, architecture, opt, fetch=fetch, unpack=unpack):
    """Takes what the layer needs out of a package whose SHA-256 is the one that is named."""
    wanted = package["sha256"].get(architecture)
    if wanted is None:
        raise LayerError(f"speech_layer.toml names no {package['name']} for {architecture}")
    with tempfile.TemporaryDirectory() as folder:
        file = fetch(package, Path(folder))
        if sha256(file) != wanted:
            raise LayerError(f"{package['name']} has SHA-256 {sha256(file)}, speech_layer.toml says {wanted}")
        content = Path(folder) / "content"
        unpack(file, content)
        licence = content / "usr/share/doc" / package["name"] / "copyright"
        moves = {**package["take"], str(licence.relative_to(content)): f"share/doc/{package['name']}/copyright"}
        for source, target in moves.items():
            copy(content / source.replace("LIB", LIBRARIES[architecture]), opt / target)


def copy(source, target):
    """Copies a file, or a folder without what nobody asks for there; a link becomes what it points to."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy(source.resolve(), target)


def stand_in(opt):
    """Builds the library that espeak-ng would play through."""
    library = opt / "lib/libpcaudio.so.0"
    command = ["cc", "-shared", "-fPIC", "-Os", "-Wl,-soname,libpcaudio.so.0", "-o", str(library),
               str(HERE / "no_sound_card.c")]
    subprocess.run(command, check=True)


def pack(opt, archive):
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(opt.rglob("*")):
            if path.is_file():
                packed.write(path, path.relative_to(opt))


def main(architecture, folder):
    folder = Path(folder)
    opt = folder / "opt"
    shutil.rmtree(opt, ignore_errors=True)
    for package in tomllib.loads((HERE / "speech_layer.toml").read_text())["package"]:
        place(package, architecture, opt)
    stand_in(opt)
    pack(opt, folder / "speech-layer.zip")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except LayerError as error:
        sys.exit(f"speech layer: {error}")
