"""Checks what would be deployed: each function's zip and the layer's files.

    python3 scripts/packaging/check.py x86_64|arm64 target/lambda target/assets/opt

Prints one line for each and ends with 1 when any would not run on Lambda.
"""

import re
import struct
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

# Lambda's own limits: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
ZIP_LIMIT = 50 * 1024 * 1024
UNZIPPED_LIMIT = 250 * 1024 * 1024
# What provided.al2023 has: glibc 2.34, and the libstdc++ of gcc 11.
NEWEST = {"GLIBC": (2, 34), "GLIBCXX": (3, 4, 29), "CXXABI": (1, 3, 13), "GCC": (11,)}
LIBRARIES = re.compile(r"(lib(c|m|dl|rt|pthread|gcc_s|stdc\+\+)|ld-linux-(x86-64|aarch64))\.so\.\d+")
MACHINES = {"x86_64": 62, "arm64": 183}  # ELF's e_machine
LIBRARY = "lib/libonnxruntime.so"


def machine(path):
    """ELF's machine number; None for a file that is not ELF."""
    with path.open("rb") as file:
        header = file.read(20)
    if len(header) < 20 or header[:4] != b"\x7fELF":
        return None
    return struct.unpack_from("<H", header, 18)[0]


def readelf(*arguments):
    return subprocess.run(["readelf", "--wide", *arguments], check=True, capture_output=True, text=True).stdout


def versions(text):
    """Symbol versions that a file needs, as readelf shows them: {"GLIBC": (2, 34), ...}, the highest of each."""
    needed = text.split("Version needs section", 1)[-1] if "Version needs section" in text else ""
    highest = {}
    for name, number in re.findall(r"Name: (GLIBC|GLIBCXX|CXXABI|GCC)_([0-9.]+)", needed):
        version = tuple(int(part) for part in number.split("."))
        highest[name] = max(version, highest.get(name, ()))
    return highest


def libraries(text):
    """Shared libraries that a file needs, as readelf shows them."""
    return re.findall(r"\(NEEDED\).*\[(.+)\]", text)


def binary_faults(path, architecture):
    """Why this program or library would not load on Lambda, and the glibc that it needs."""
    if machine(path) != MACHINES[architecture]:
        return [f"not built for {architecture}"], "-"
    faults = []
    needed = versions(readelf("--version-info", str(path)))
    for name, version in needed.items():
        if version > NEWEST[name]:
            faults.append(f"needs {name} {'.'.join(map(str, version))}")
    for library in libraries(readelf("--dynamic", str(path))):
        if not LIBRARIES.fullmatch(library):
            faults.append(f"needs {library}")
    return faults, ".".join(map(str, needed.get("GLIBC", ("-",))))


def zip_faults(archive, architecture):
    """Checks one function's zip: (faults, glibc, unzipped bytes)."""
    with zipfile.ZipFile(archive) as content:
        entries = content.infolist()
        if [entry.filename for entry in entries] != ["bootstrap"]:
            return [f"holds {', '.join(entry.filename for entry in entries)}"], "-", 0
        faults = []
        if entries[0].external_attr >> 16 & 0o111 == 0:
            faults.append("bootstrap may not be executed")
        with tempfile.TemporaryDirectory() as folder:
            found, glibc = binary_faults(Path(content.extract(entries[0], folder)), architecture)
    if archive.stat().st_size > ZIP_LIMIT:
        faults.append("zip over 50 MiB")
    return faults + found, glibc, entries[0].file_size


def layer_faults(opt, wanted, architecture):
    """Checks the layer's folder: (faults, glibc, bytes)."""
    files = {path.relative_to(opt).as_posix(): path for path in opt.rglob("*") if path.is_file()}
    faults = [f"lacks {name}" for name in sorted(wanted - files.keys())]
    faults += [f"holds {name}" for name in sorted(files.keys() - wanted)]
    if not any(name.endswith(".onnx") for name in files):
        faults.append("holds no model")
    glibc = "-"
    if LIBRARY in files:
        found, glibc = binary_faults(files[LIBRARY], architecture)
        faults += found
    return faults, glibc, sum(path.stat().st_size for path in files.values())


def wanted_files(assets):
    return {entry["target"] for kind in ("package", "model") for entry in assets.get(kind, [])}


def main(architecture, built, opt, functions="functions"):
    rows = []
    assets = tomllib.loads(Path("models/assets.toml").read_text())
    faults, glibc, layer = layer_faults(Path(opt), wanted_files(assets), architecture)
    rows.append(("layer", 0, layer, glibc, faults))
    for name in sorted(path.parent.name for path in Path(functions).glob("*/Cargo.toml")):
        archive = Path(built) / name / "bootstrap.zip"
        if not archive.is_file():
            rows.append((name, 0, 0, "-", ["not built"]))
            continue
        faults, glibc, size = zip_faults(archive, architecture)
        if size + layer > UNZIPPED_LIMIT:
            faults.append("over 250 MiB unzipped, with the layer")
        rows.append((name, archive.stat().st_size, size, glibc, faults))

    print(f"{architecture:<20}{'zip MB':>8}{'MB':>8}{'glibc':>8}")
    for name, packed, size, glibc, faults in rows:
        packed = f"{packed / 1e6:.1f}" if packed else "-"
        print(f"{name:<20}{packed:>8}{size / 1e6:>8.1f}{glibc:>8}  {'; '.join(faults) or 'ok'}")
    return 1 if any(row[4] for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
