"""What people say to the assistant: the patterns of ../nlu/train with their slots filled, as tokens of the lexicon.

A token is what is written (`aspirin`), what is said for it (`500` is said `besh yuz`) and its class. Names of medicines,
numbers and places are classes of their own, so that the bigrams need not see each of them. Uzbek endings of names are
tokens of their own too (`+ning`), written onto the word before.
"""

import csv
import random
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ["uz", "ru", "en"]
DOSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 30, 40, 50, 75, 80,
         100, 120, 150, 200, 250, 300, 400, 500, 600, 800, 850, 1000]
ENDINGS = ["ni", "ning", "ga", "dan", "da", "li", "mi"]
# Cases of Russian nouns by the end of the nominative: what is cut, and what comes instead.
CASES = [("ия", ["ии", "ию", "ией"]), ("а", ["ы", "у", "е", "ой"]), ("я", ["и", "ю", "е", "ей"]), ("й", ["я", "ю", "ем"]),
         ("ь", ["я", "ю", "ем"]), ("", ["а", "у", "ом", "е"])]
VOWELS = "оеиуыэю"


@dataclass(frozen=True)
class Token:
    """One entry of the lexicon: its class, how it is written, what is said."""

    kind: str
    written: str
    said: str


def uzbek_number(number: int) -> str:
    """A number up to 9,999 in Uzbek words."""
    ones = ["", "bir", "ikki", "uch", "toʻrt", "besh", "olti", "yetti", "sakkiz", "toʻqqiz"]
    tens = ["", "oʻn", "yigirma", "oʻttiz", "qirq", "ellik", "oltmish", "yetmish", "sakson", "toʻqson"]
    words = []
    if number >= 1000:
        words += ([ones[number // 1000]] if number >= 2000 else []) + ["ming"]
    if number % 1000 >= 100:
        hundreds = number % 1000 // 100
        words += ([ones[hundreds]] if hundreds > 1 else []) + ["yuz"]
    words += [tens[number % 100 // 10], ones[number % 10]]
    return " ".join(word for word in words if word)


def number(language: str, value: int) -> Token:
    """A number, written in digits."""
    return Token("number", str(value), uzbek_number(value) if language == "uz" else str(value))


def cleaned(word: str) -> str:
    """A word as the lexicon writes it: lower case, one apostrophe, no punctuation at its edges."""
    word = word.lower().replace("`", "'").replace("‘", "'").replace("’", "'").replace("ʻ", "'")
    return word.strip(".,?!:;\"()«»")


def spoken(language: str, word: str) -> str:
    """What the voice is given: Uzbek's letters have their own apostrophe."""
    # The voice spells any other apostrophe out.
    return re.sub("(?<![og])'", "", word).replace("'", "ʻ") if language == "uz" else word


def sentence(tokens: list[Token]) -> str:
    """What the voice is given for some tokens."""
    return "".join(token.said if token.kind == "ending" else f" {token.said}" for token in tokens).strip()


def word(language: str, text: str) -> Token:
    return Token("word", text, spoken(language, text))


def rows(name: str) -> list[dict]:
    with open(HERE / "../../shared/demo" / name, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def names(language: str) -> list[str]:
    """Brands and substances of the demonstration catalogue, of at most two words, in the language's letters."""
    found = set()
    for row in rows("medicines.tsv"):
        brand = row["brand"]
        if language == "ru":
            brand = " ".join(row["name_cyrillic"].split()[: len(brand.split())])
        found.add(cleaned(brand))
    found |= {cleaned(row[language]) for row in rows("ingredients.tsv")}
    if language == "uz":
        found |= {cleaned(row["en"]) for row in rows("ingredients.tsv") if " " not in row["en"]}
    return sorted(name for name in found if name and len(name.split()) <= 2 and not any(map(str.isdigit, name)))


def places(language: str) -> list[str]:
    with open(HERE / "../../functions/assistant/src/nlu/places.tsv", encoding="utf-8") as file:
        return sorted({cleaned(row[language].replace("ʻ", "'")) for row in csv.DictReader(file, delimiter="\t")})


def cases(name: str) -> list[str]:
    """Russian cases of a name; none of one that does not change."""
    if " " in name or name[-1] in VOWELS:
        return []
    for end, instead in CASES:
        if name.endswith(end):
            return [name[: len(name) - len(end)] + case for case in instead]
    return []


class Speaker:
    """Says the patterns of one language."""

    def __init__(self, language: str):
        self.language = language
        self.names = names(language)
        self.places = places(language)
        self.patterns, self.strange = [], []
        section = ""
        for line in open(HERE / f"../nlu/train/{language}.txt", encoding="utf-8"):
            line = line.strip()
            if line.startswith("["):
                section = line[1:-1]
            elif line and not line.startswith("#"):
                (self.strange if section == "unknown" else self.patterns).append(line)

    def utterance(self, rng: random.Random) -> list[Token]:
        """One pattern with one of its choices taken and its slots filled."""
        return self.filled(rng.choice(self.patterns), rng)

    def stranger(self, rng: random.Random) -> str:
        """Something that no vocabulary of ours is meant for."""
        return sentence(self.filled(rng.choice(self.strange), rng))

    def filled(self, pattern: str, rng: random.Random) -> list[Token]:
        text = re.sub(r"\(([^)]*)\)", lambda choice: rng.choice(choice[1].split("|")), pattern)
        tokens = []
        for part in text.split():
            tokens += self.part(part, rng)
        return tokens

    def part(self, part: str, rng: random.Random) -> list[Token]:
        slot = re.match(r"^(\{[mnp]\})(.*)$", part)
        if not slot:
            text = cleaned(part)
            if text.isdigit():
                return [number(self.language, int(text))]
            return [word(self.language, piece) for piece in [text] if piece]
        name, end = slot[1], cleaned(slot[2])
        first = {"{m}": self.medicine, "{n}": self.number, "{p}": self.place}[name](rng)
        if self.language == "uz":
            if not end and rng.random() < 0.2:
                end = rng.choice(ENDINGS)
            if end:
                return first + [Token("ending", "+" + end, spoken("uz", end))]
        return first

    def medicine(self, rng: random.Random) -> list[Token]:
        name = rng.choice(self.names)
        other = cases(name) if self.language == "ru" else []
        if other and rng.random() < 0.6:
            name = rng.choice(other)
        return [Token("medicine", name, spoken(self.language, name))]

    def number(self, rng: random.Random) -> list[Token]:
        return [number(self.language, rng.choice(DOSES))]

    def place(self, rng: random.Random) -> list[Token]:
        name = rng.choice(self.places)
        other = cases(name) if self.language == "ru" else []
        if other and rng.random() < 0.6:
            name = rng.choice(other)
        return [Token("place", name, spoken(self.language, name))]

    def lexicon(self) -> list[Token]:
        """Everything that can be said."""
        found = set()
        for pattern in self.patterns:
            for part in re.sub(r"[()|]", " ", pattern).split():
                slot = re.match(r"^\{[mnp]\}(.*)$", part)
                text = cleaned(slot[1] if slot else part)
                if slot and text and self.language == "uz":
                    found.add(Token("ending", "+" + text, spoken("uz", text)))
                elif text.isdigit():
                    found.add(number(self.language, int(text)))
                elif text and not slot:
                    found.add(word(self.language, text))
        for kind, plain in [("medicine", self.names), ("place", self.places)]:
            every = plain + [case for name in plain for case in cases(name)] if self.language == "ru" else plain
            found |= {Token(kind, name, spoken(self.language, name)) for name in every}
        found |= {number(self.language, dose) for dose in DOSES}
        if self.language == "uz":
            found |= {Token("ending", "+" + end, end) for end in ENDINGS}
        return sorted(found, key=lambda token: (token.kind, token.written))
