"""Tests of the packaging checks on small inputs: python3 -m unittest discover scripts/packaging"""

import contextlib
import hashlib
import io
import os
import platform
import shutil
import tempfile
import unittest
import unittest.mock
import zipfile
from pathlib import Path

import check
import layer

ARCHITECTURE = {"x86_64": "x86_64", "aarch64": "arm64"}[platform.machine()]
OTHER = {"x86_64": "arm64", "arm64": "x86_64"}[ARCHITECTURE]
# A program that every Linux has, in place of a function.
PROGRAM = Path(shutil.which("true")).resolve()


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def archive(self, entries, mode=0o755):
        path = self.folder / "bootstrap.zip"
        with zipfile.ZipFile(path, "w") as content:
            for name, data in entries.items():
                entry = zipfile.ZipInfo(name)
                entry.external_attr = mode << 16
                content.writestr(entry, data)
        return path


class Zips(Folder):
    def faults(self, *arguments, architecture=ARCHITECTURE, **named):
        return check.zip_faults(self.archive(*arguments, **named), architecture)[0]

    def test_a_program_alone_passes(self):
        self.assertEqual(self.faults({"bootstrap": PROGRAM.read_bytes()}), [])

    def test_anything_beside_the_program_is_refused(self):
        entries = {"bootstrap": PROGRAM.read_bytes(), ".env": b"x"}
        self.assertEqual(self.faults(entries), ["holds bootstrap, .env"])
        self.assertEqual(self.faults({"accounts": b"x"}), ["holds accounts"])

    def test_a_program_that_cannot_start_is_refused(self):
        program = {"bootstrap": PROGRAM.read_bytes()}
        self.assertEqual(self.faults(program, mode=0o644), ["bootstrap may not be executed"])
        self.assertEqual(self.faults(program, architecture=OTHER), [f"not built for {OTHER}"])
        self.assertEqual(self.faults({"bootstrap": b"#!/bin/sh\n" * 4}), [f"not built for {ARCHITECTURE}"])

    def test_a_zip_that_is_too_large_is_refused(self):
        entries = {"bootstrap": PROGRAM.read_bytes() + os.urandom(check.ZIP_LIMIT)}
        self.assertIn("zip over 50 MiB", self.faults(entries))


class Versions(unittest.TestCase):
    SHOWN = """
Version definition section '.gnu.version_d' contains 1 entry:
  000000: Rev: 1  Flags: BASE  Index: 1  Cnt: 1  Name: GLIBC_2.99
Version needs section '.gnu.version_r' contains 2 entries:
  0x0010:   Name: GLIBC_2.9  Flags: none  Version: 7
  0x0020:   Name: GLIBC_2.34  Flags: none  Version: 6
  0x0030:   Name: GLIBCXX_3.4.22  Flags: none  Version: 5
"""

    def test_the_highest_needed_counts_and_numbers_are_not_text(self):
        self.assertEqual(check.versions(self.SHOWN), {"GLIBC": (2, 34), "GLIBCXX": (3, 4, 22)})

    def test_a_file_without_needs_needs_nothing(self):
        self.assertEqual(check.versions("No version information found in this file."), {})

    def test_a_newer_glibc_is_refused(self):
        newest = dict(check.NEWEST, GLIBC=(2, 0))
        with unittest.mock.patch.object(check, "NEWEST", newest):
            faults, glibc = check.binary_faults(PROGRAM, ARCHITECTURE)
        self.assertEqual(faults, [f"needs GLIBC {glibc}"])

    def test_foreign_libraries_are_refused(self):
        shown = " 0x1 (NEEDED)  Shared library: [libssl.so.3]\n 0x1 (NEEDED)  Shared library: [libc.so.6]\n"
        needed = check.libraries(shown)
        self.assertEqual(needed, ["libssl.so.3", "libc.so.6"])
        self.assertEqual([bool(check.LIBRARIES.fullmatch(name)) for name in needed], [False, True])


class Layer(Folder):
    def package(self, data):
        digest = hashlib.sha256(data).hexdigest()
        return {
            "name": "runtime", "version": "1", "python": "3.12", "file": "runtime/lib.so", "target": check.LIBRARY,
            "architectures": {ARCHITECTURE: {"platform": "any", "sha256": digest}},
        }

    def wheel(self, data):
        def fetch(_package, _platform, folder):
            path = folder / "runtime.whl"
            with zipfile.ZipFile(path, "w") as content:
                content.writestr("runtime/lib.so", data)
            return path
        return fetch

    def test_the_named_file_is_placed_once(self):
        package = self.package(b"library")
        layer.place_package(package, ARCHITECTURE, self.folder, self.wheel(b"library"))
        self.assertEqual((self.folder / check.LIBRARY).read_bytes(), b"library")
        layer.place_package(package, ARCHITECTURE, self.folder, lambda *_: self.fail("fetched twice"))

    def test_another_file_is_refused_and_not_left(self):
        with self.assertRaisesRegex(layer.LayerError, "SHA-256"):
            layer.place_package(self.package(b"library"), ARCHITECTURE, self.folder, self.wheel(b"other"))
        self.assertFalse((self.folder / check.LIBRARY).exists())

    def test_what_is_missing_or_foreign_is_reported(self):
        (self.folder / "lib").mkdir()
        shutil.copyfile(PROGRAM, self.folder / check.LIBRARY)
        (self.folder / "notes.txt").write_text("x")
        wanted = {check.LIBRARY, "models/a.onnx"}
        faults, _, _ = check.layer_faults(self.folder, wanted, ARCHITECTURE)
        self.assertEqual(faults, ["lacks models/a.onnx", "holds notes.txt", "holds no model"])
        layer.remove_others({"package": [{"target": check.LIBRARY}]}, self.folder)
        self.assertEqual([path.name for path in self.folder.rglob("*.*")], ["libonnxruntime.so"])


class Table(Folder):
    def test_a_function_that_was_not_built_fails_the_whole(self):
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            code = check.main(ARCHITECTURE, self.folder, self.folder)
        self.assertEqual(code, 1)
        self.assertIn("not built", shown.getvalue())


if __name__ == "__main__":
    unittest.main()
