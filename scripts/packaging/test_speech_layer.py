"""Tests of the layer that speaks, without a network: python3 -m unittest discover scripts/packaging"""

import hashlib
import tempfile
import tomllib
import unittest
from pathlib import Path

import layer
import speech_layer


class SpeechLayer(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.opt = Path(folder.name)

    def package(self, content=b"package"):
        return {"name": "espeak-ng", "version": "1", "take": {"usr/bin/espeak-ng": "bin/espeak-ng"},
                "sha256": {"x86_64": hashlib.sha256(content).hexdigest()}}

    @staticmethod
    def fetch(_, folder):
        file = folder / "package.deb"
        file.write_bytes(b"package")
        return file

    @staticmethod
    def unpack(_, folder):
        for path in ["usr/bin/espeak-ng", "usr/share/doc/espeak-ng/copyright"]:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(b"file")

    def place(self, package, architecture="x86_64"):
        speech_layer.place(package, architecture, self.opt, self.fetch, self.unpack)

    def test_files_and_the_licence_are_taken_out(self):
        self.place(self.package())
        self.assertTrue((self.opt / "bin/espeak-ng").is_file())
        self.assertTrue((self.opt / "share/doc/espeak-ng/copyright").is_file())

    def test_another_package_is_refused(self):
        with self.assertRaisesRegex(layer.LayerError, "SHA-256"):
            self.place(self.package(b"other"))
        self.assertFalse((self.opt / "bin/espeak-ng").exists())

    def test_an_architecture_without_hashes_is_refused(self):
        with self.assertRaisesRegex(layer.LayerError, "arm64"):
            self.place(self.package(), "arm64")

    def test_every_package_has_a_hash_for_both_architectures(self):
        packages = tomllib.loads((speech_layer.HERE / "speech_layer.toml").read_text())["package"]
        hashes = [package["sha256"][architecture] for package in packages for architecture in speech_layer.TARGETS]
        self.assertEqual(len(set(hashes)), 8)

    def test_the_compiler_is_one_for_the_architecture(self):
        self.assertEqual(speech_layer.compiler("arm64", lambda name: name), ["aarch64-linux-gnu-gcc"])
        self.assertEqual(speech_layer.compiler("arm64", lambda _: None)[-1], "aarch64-linux-gnu")


if __name__ == "__main__":
    unittest.main()
