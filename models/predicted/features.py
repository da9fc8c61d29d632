"""What is known of a drug without any list of interactions: its places in the ATC classification, our own classes, and the
beginning and end of its international name (-pril, -azole, cef-), by which the WHO names kin alike.

shared/src/interactions/predicted/features.rs does the same; the tests there hold both against scores.tsv.
"""

import csv
from collections import Counter
from pathlib import Path

ATC_LENGTHS = (1, 3, 4, 5)
ENDS = (3, 4, 5, 6)
BEGINNINGS = (3, 4, 5)
FEWEST = 3  # a feature of fewer drugs says nothing about others


def name_features(slug):
    """The ends of the last word and the beginnings of the first one, for words longer than the piece by two letters."""
    words = slug.split("-")
    ends = {f"-{words[-1][-n:]}" for n in ENDS if len(words[-1]) >= n + 2}
    beginnings = {f"{words[0][:n]}-" for n in BEGINNINGS if len(words[0]) >= n + 2}
    return ends | beginnings


def read_classes(path):
    """Our classes: id, ATC prefixes, members, and who is excepted."""
    with open(path, encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        split = lambda text: [part for part in text.split(";") if part]
        return [(row["id"], split(row["atc"]), split(row["members"]), split(row["except"])) for row in rows]


def drug_features(slug, codes, classes):
    """All features of a drug, as texts."""
    features = {code[:n] for code in codes for n in ATC_LENGTHS}
    features |= name_features(slug)
    for name, prefixes, members, excepted in classes:
        belongs = slug in members or any(code.startswith(prefix) for code in codes for prefix in prefixes)
        if belongs and slug not in excepted:
            features.add(f"class:{name}")
    return features


def vocabulary(drugs):
    """The features that at least FEWEST drugs have, in order."""
    counts = Counter(feature for features in drugs for feature in features)
    return sorted(feature for feature, count in counts.items() if count >= FEWEST)


def read_drugs(path, classes):
    """Slugs, ATC codes and features of all drugs of the table."""
    with open(Path(path), encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    features = [drug_features(row["id"], row["atc"].split(";") if row["atc"] else [], classes) for row in rows]
    return [row["id"] for row in rows], [row["atc"] for row in rows], features
