"""Makes the layer that speaks, of the Debian packages that speech_layer.toml names: espeak-ng with its data.

    python3 scripts/packaging/speech_layer.py x86_64|arm64 target/speech-layer

leaves the layer's files under target/speech-layer/opt and speech-layer.zip beside them, for
`aws lambda publish-layer-version --layer-name nazar-speech --zip-file fileb://target/speech-layer/speech-layer.zip`; the
stack takes it by its parameter SpeechLayerArn. It needs Debian 12's apt, dpkg-deb and a C compiler for the architecture: its
gcc, or zig, which cargo-lambda brings. apt looks at lists of its own for this, so the machine's are left as they are.
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
# What Debian calls the architectures, and what compilers call them.
DEBIAN = {"x86_64": "amd64", "arm64": "arm64"}
TARGETS = {"x86_64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}
SOURCE = "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main\n"


class Apt:
    """apt for an architecture that need not be the machine's, with lists in a folder of its own."""

    def __init__(self, architecture, folder):
        for path in ["lists/partial", "cache/archives/partial"]:
            (folder / path).mkdir(parents=True)
        (folder / "sources.list").write_text(SOURCE)
        options = {
            "APT::Architecture": DEBIAN[architecture],
            "APT::Architectures": DEBIAN[architecture],
            "APT::Sandbox::User": "root",
            "Dir::State::lists": folder / "lists",
            "Dir::State::status": "/dev/null",
            "Dir::Cache": folder / "cache",
            "Dir::Etc::sourcelist": folder / "sources.list",
            "Dir::Etc::sourceparts": "/dev/null",
        }
        self.command = ["apt-get", "-qq", *(f"-o{name}={value}" for name, value in options.items())]
        self.run(["update"], folder)

    def run(self, arguments, folder):
        if subprocess.run([*self.command, *arguments], cwd=folder, check=False).returncode != 0:
            raise LayerError(f"apt-get {' '.join(arguments)} failed")

    def fetch(self, package, folder):
        """Downloads a package, unpacked by nobody yet, and returns its path."""
        self.run(["download", f"{package['name']}={package['version']}"], folder)
        return next(folder.glob("*.deb"))


def unpack(file, folder):
    subprocess.run(["dpkg-deb", "--extract", str(file), str(folder)], check=True)


def place(package, architecture, opt, fetch, unpack=unpack):
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
            copy(content / source.replace("LIB", f"usr/lib/{TARGETS[architecture]}"), opt / target)


def copy(source, target):
    """Copies a file, or a folder without what nobody asks for there; a link becomes what it points to."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy(source.resolve(), target)


def compiler(architecture, which=shutil.which):
    """The command of a C compiler for an architecture."""
    gcc = f"{TARGETS[architecture]}-gcc"
    if which(gcc):
        return [gcc]
    # cargo-lambda brings zig as a module of its Python.
    python = Path("target/tools/package/bin/python")
    python = str(python) if python.is_file() else sys.executable
    return [python, "-m", "ziglang", "cc", "-target", TARGETS[architecture]]


def stand_in(architecture, opt):
    """Builds the library that espeak-ng would play through. It calls nothing, so no C library is linked to it."""
    library = opt / "lib/libpcaudio.so.0"
    command = [*compiler(architecture), "-shared", "-fPIC", "-Os", "-nostdlib", "-Wl,-soname,libpcaudio.so.0",
               "-o", str(library), str(HERE / "no_sound_card.c")]
    if subprocess.run(command, check=False).returncode != 0:
        raise LayerError(f"no C compiler for {architecture}: install gcc-{TARGETS[architecture]}, or ziglang with pip")


def pack(opt, archive):
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(opt.rglob("*")):
            if path.is_file():
                packed.write(path, path.relative_to(opt))


def main(architecture, folder):
    folder = Path(folder)
    opt = folder / "opt"
    shutil.rmtree(opt, ignore_errors=True)
    with tempfile.TemporaryDirectory() as state:
        apt = Apt(architecture, Path(state))
        for package in tomllib.loads((HERE / "speech_layer.toml").read_text())["package"]:
            place(package, architecture, opt, apt.fetch)
    stand_in(architecture, opt)
    pack(opt, folder / "speech-layer.zip")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except LayerError as error:
        sys.exit(f"speech layer: {error}")
