"""Trains and judges the model for pairs of which no source speaks: `train.py PAIRS [--evaluate]`.

PAIRS is the folder that `cargo run -p nazar-importer --example interaction_pairs` writes. Without `--evaluate` the model is
trained on all of it and `weights.tsv` and `scores.tsv` are written; with it, drugs are held out and the figures of README.md are
printed and written to `figures.json`.
"""

import argparse
import csv
import json
from pathlib import Path

import numpy as np
import torch

from features import read_classes, read_drugs, vocabulary

HERE = Path(__file__).parent
CLASSES = HERE / "../../shared/demo/interaction_classes.tsv"
RANK = 32
WEIGHT_DECAY = 3e-2
STEPS = 300
RATE = 0.03
FOLDS = 5
PRECISION = 0.85  # stated of warnings about two medicines that the model has not seen

torch.set_num_threads(1)


def read_pairs(path, count):
    """Which pairs a table names, as a symmetric matrix of 0 and 1."""
    known = np.zeros((count, count), np.float32)
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            one, other = int(row["one"]), int(row["other"])
            known[one, other] = known[other, one] = 1
    return known


def matrix(features, names):
    """Each drug's features, scaled so that many do not count for more than few."""
    places = {name: place for place, name in enumerate(names)}
    rows = np.zeros((len(features), len(names)), np.float32)
    for drug, own in enumerate(features):
        for name in own & places.keys():
            rows[drug, places[name]] = 1
    return rows / np.sqrt(np.maximum(rows.sum(1, keepdims=True), 1))


def score(rows, bias, main, vectors):
    """The logit of every pair: each side's own tendency, and how the two kinds of medicines get on."""
    signs = np.ones(vectors.shape[1], np.float32)
    signs[len(signs) // 2 :] = -1
    own, place = rows @ main, rows @ vectors
    return bias + own[:, None] + own[None, :] + (place * signs) @ place.T


def train(rows, known):
    """Logistic regression over a factorised matrix of features times features, by Adam on all pairs at once."""
    torch.manual_seed(7)
    x, y = torch.tensor(rows), torch.tensor(known)
    count, width = rows.shape
    apart = 1 - torch.eye(count)
    vectors = (torch.randn(width, RANK) * 0.1).requires_grad_()
    main = torch.zeros(width, requires_grad=True)
    bias = torch.tensor(-3.0, requires_grad=True)
    signs = torch.ones(RANK)
    signs[RANK // 2 :] = -1
    optimizer = torch.optim.Adam([vectors, main, bias], lr=RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    for _ in range(STEPS):
        optimizer.zero_grad()
        own, place = x @ main, x @ vectors
        logits = bias + own[:, None] + own[None, :] + (place * signs) @ place.T
        losses = torch.nn.functional.binary_cross_entropy_with_logits(logits, y, reduction="none")
        loss = (losses * apart).sum() / apart.sum()
        (loss + WEIGHT_DECAY * (vectors.pow(2).sum() + main.pow(2).sum()) / width).backward()
        optimizer.step()
        schedule.step()
    return quantised(bias.item(), main.detach().numpy(), vectors.detach().numpy())


def quantised(bias, main, vectors):
    """The weights as they are shipped: whole numbers of hundredths."""
    hundredths = lambda values: np.round(values * 100).astype(np.float32) / 100
    return round(bias, 2), hundredths(main), hundredths(vectors)


def average_precision(scores, labels):
    order = np.argsort(-scores, kind="stable")
    hits = labels[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / max(hits.sum(), 1))


def held_out(features, known, judge):
    """Out-of-fold scores of pairs: (score, in the lists, in DDInter, first drug, second drug), both unseen and one."""
    folds = np.random.default_rng(7).integers(0, FOLDS, len(features))
    both, one = [], []
    for fold in range(FOLDS):
        seen, unseen = np.where(folds != fold)[0], np.where(folds == fold)[0]
        names = vocabulary([features[drug] for drug in seen])
        rows = matrix(features, names)
        scores = score(rows, *train(rows[seen], known[np.ix_(seen, seen)]))
        first, second = np.triu_indices(len(unseen), 1)
        both.append((unseen[first], unseen[second]))
        left, right = np.meshgrid(unseen, seen, indexing="ij")
        one.append((left.ravel(), right.ravel()))
        for pairs in (both, one):
            a, b = pairs[-1]
            pairs[-1] = np.stack([scores[a, b], known[a, b], judge[a, b], a, b])
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
    return np.concatenate(both, 1), np.concatenate(one, 1)


def threshold_for(scores, labels, wanted):
    """The lowest score above which the share of right warnings is as wanted."""
    order = np.argsort(-scores, kind="stable")
    precision = np.cumsum(labels[order]) / np.arange(1, len(order) + 1)
    return float(scores[order][np.where(precision >= wanted)[0].max()])


def interval(pairs, figure, count, rounds=200):
    """95 % of a figure when the drugs are drawn anew: pairs of one drug are no independent witnesses."""
    random = np.random.default_rng(11)
    values = []
    for _ in range(rounds):
        times = np.bincount(random.integers(0, count, count), minlength=count)
        weight = times[pairs[3].astype(int)] * times[pairs[4].astype(int)]
        values.append(figure(pairs, weight))
    return [round(float(value), 3) for value in np.nanquantile(values, [0.025, 0.975])]


def at_threshold(threshold, row):
    """Precision among warnings, by the lists (row 1) or by the lists and DDInter (row 2)."""

    def figure(pairs, weight):
        warned = (pairs[0] >= threshold) * weight
        right = np.maximum(pairs[1], pairs[2]) if row == 2 else pairs[1]
        return (warned * right).sum() / max(warned.sum(), 1)

    return figure


def recall_at(threshold):
    def figure(pairs, weight):
        return ((pairs[0] >= threshold) * pairs[1] * weight).sum() / max((pairs[1] * weight).sum(), 1)

    return figure


def report(name, pairs, threshold, count):
    """The figures of one kind of pairs, each with its interval."""
    whole = np.ones(pairs.shape[1])
    shown = {"pairs": pairs.shape[1], "in the lists": int(pairs[1].sum())}
    shown["average precision"] = round(average_precision(pairs[0], pairs[1]), 3)
    for wanted in (0.05, 0.1, 0.3, 0.5):
        order = np.argsort(-pairs[0], kind="stable")
        place = int(np.searchsorted(np.cumsum(pairs[1][order]), wanted * pairs[1].sum()))
        shown[f"precision at {wanted:.0%} recall"] = round(float(pairs[1][order][: place + 1].mean()), 3)
    for title, figure in (
        ("precision at the threshold, by the lists", at_threshold(threshold, 1)),
        ("precision at the threshold, by the lists and DDInter", at_threshold(threshold, 2)),
        ("recall at the threshold", recall_at(threshold)),
    ):
        shown[title] = [round(float(figure(pairs, whole)), 3), *interval(pairs, figure, count)]
    print(name, json.dumps(shown, indent=1))
    return shown


def evaluate(features, known, judge):
    both, one = held_out(features, known, judge)
    threshold = threshold_for(both[0], both[1], PRECISION)
    figures = {
        "threshold": round(threshold, 2),
        "both unseen": report("both unseen", both, threshold, len(features)),
        "one unseen": report("one unseen", one, threshold, len(features)),
    }
    names = vocabulary(features)
    rows = matrix(features, names)
    scores = score(rows, *train(rows, known))
    first, second = np.triu_indices(len(features), 1)
    silent = known[first, second] == 0
    warned = silent & (scores[first, second] >= threshold)
    figures["silent pairs of known medicines"] = {
        "pairs": int(silent.sum()),
        "in DDInter": round(float(judge[first, second][silent].mean()), 3),
        "warned of": int(warned.sum()),
        "of these in DDInter": round(float(judge[first, second][warned].mean()), 3),
    }
    print(json.dumps(figures["silent pairs of known medicines"], indent=1))
    (HERE / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")


def export(slugs, codes, features, known):
    """weights.tsv: a line for each feature, in hundredths; scores.tsv: pairs by which the Rust side is held to this one."""
    names = vocabulary(features)
    rows = matrix(features, names)
    bias, main, vectors = train(rows, known)
    with open(HERE / "weights.tsv", "w", encoding="utf-8") as file:
        file.write(f"{round(bias * 100)}\n")
        for name, own, vector in zip(names, main, vectors):
            numbers = " ".join(str(int(round(float(value) * 100))) for value in [own, *vector])
            file.write(f"{name}\t{numbers}\n")
    scores = score(rows, bias, main, vectors)
    random = np.random.default_rng(3)
    with open(HERE / "scores.tsv", "w", encoding="utf-8") as file:
        for _ in range(200):
            one, other = random.choice(len(slugs), 2, replace=False)
            sides = [f"{slugs[drug]}\t{codes[drug]}" for drug in (one, other)]
            file.write("\t".join([*sides, f"{scores[one, other]:.4f}"]) + "\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", type=Path)
    arguments.add_argument("--evaluate", action="store_true")
    asked = arguments.parse_args()
    slugs, codes, features = read_drugs(asked.pairs / "drugs.tsv", read_classes(CLASSES))
    known = read_pairs(asked.pairs / "pairs.tsv", len(slugs))
    if asked.evaluate:
        evaluate(features, known, read_pairs(asked.pairs / "judge.tsv", len(slugs)))
    else:
        export(slugs, codes, features, known)


if __name__ == "__main__":
    main()
