"""Pronunciations by espeak-ng, in units that the three languages share.

Length, stress, palatalisation and aspiration are dropped, and sounds that the languages keep apart but a listener hardly
does are one unit, so that each of the units is heard often enough to be learnt.
"""

import json
import re
import subprocess
import unicodedata
from pathlib import Path

VOICES = {"uz": "uz", "ru": "ru", "en": "en-us"}
# Sounds that become one unit, the longer first.
PAIRS = {"tʃ": "tʃ", "tS": "tʃ", "tɕ": "tʃ", "dʒ": "dʒ", "ts": "ts", "aɪ": "aɪ", "eɪ": "eɪ", "oʊ": "oʊ", "əʊ": "oʊ", "aʊ": "aʊ",
         "ɔɪ": "ɔɪ"}
SAME = {"ɾ": "r", "ɹ": "r", "ɫ": "l", "ɭ": "l", "ɡ": "g", "ᵻ": "ɪ", "ʂ": "ʃ", "S": "ʃ", "ɕ": "ʃ", "ʐ": "ʒ", "ʑ": "ʒ", "ɐ": "ʌ", "χ": "x",
        "ɵ": "o", "ɜ": "ɚ", "ɣ": "ʁ", "ʋ": "v", "ʔ": "", "^": ""}
# Stress, length, softness, breath, and what espeak-ng says about its own clauses.
UNHEARD = r"[ˈˌːˑʲʰʷˠ̃'\".!?,;\-]"


def units(ipa: str) -> list[str]:
    """espeak's IPA, segments parted by `_`, as units."""
    found = []
    for segment in re.split(r"[_\s]+", re.sub(r"\([a-z-]+\)", " ", ipa)):
        segment = unicodedata.normalize("NFD", segment).replace("\u0361", "")
        segment = "".join(sign for sign in segment if not unicodedata.combining(sign))
        segment = re.sub(UNHEARD, "", segment)
        while segment:
            pair = next((pair for pair in PAIRS if segment.startswith(pair)), None)
            found.append(PAIRS[pair] if pair else SAME.get(segment[0], segment[0]))
            segment = segment[len(pair or segment[0]):]
    return [unit for unit in found if unit]


class Pronouncer:
    """Asks espeak-ng once for each word, and remembers."""

    def __init__(self, cache: Path):
        self.cache = cache
        self.known = json.loads(cache.read_text()) if cache.exists() else {}

    def __call__(self, language: str, said: str) -> list[str]:
        key = f"{language}:{said}"
        if key not in self.known:
            command = ["espeak-ng", "-q", "--ipa", "--sep=_", "-v", VOICES[language], said]
            self.known[key] = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        return units(self.known[key])

    def save(self) -> None:
        self.cache.write_text(json.dumps(self.known, ensure_ascii=False))
