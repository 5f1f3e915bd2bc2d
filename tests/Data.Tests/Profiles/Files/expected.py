"""What the profiles of two shipped studies' data must say, computed without Seedbed: Python's csv, hashlib and numpy.

    python3 tests/Data.Tests/Profiles/Files/expected.py > tests/Data.Tests/Profiles/Files/expected.json
"""
import csv
import gzip
import hashlib
import json
import pathlib
from collections import Counter

import numpy

DATA = pathlib.Path(__file__).parents[4] / "data"
MISSING = ("", "na", "nan", "null")
FACTORS = ["Airport Name", "Aircraft Make Model", "Aircraft Airline Operator", "Origin State", "Phase of flight",
           "Wildlife Size", "Wildlife Species", "Time of day"]


def rows(name, delimiter):
    with gzip.open(DATA / name, "rt", encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, delimiter=delimiter))


def chance(key, validation, test):
    """docs/studies.md: SHA-256 of seed/split/key, its first 53 bits as a fraction; the seed is 1."""
    bits = int.from_bytes(hashlib.sha256(f"1/split/{key}".encode()).digest()[:8], "big") >> 11
    fraction = bits / 2.0 ** 53
    return "val" if fraction < validation else "test" if fraction < validation + test else "train"


def shift(one, other):
    """Total variation, and what chance gives on average: by the formula, and by 2,000 draws of both samples."""
    values = sorted(set(one) | set(other))
    a, b = (numpy.array([counts[value] for value in values], float) for counts in (one, other))
    n, m = a.sum(), b.sum()
    if n == 0 or m == 0:
        return None
    pooled = (a + b) / (n + m)
    formula = numpy.minimum(2 * pooled, numpy.sqrt(2 / numpy.pi * pooled * (1 - pooled) * (1 / n + 1 / m)))
    random = numpy.random.default_rng(1)
    drawn = [random.multinomial(int(size), pooled, 2000) / size for size in (n, m)]
    return {
        "distance": numpy.abs(a / n - b / m).sum() / 2,
        "byChance": formula.sum() / 2,
        "drawn": numpy.abs(drawn[0] - drawn[1]).sum(axis=1).mean() / 2,
    }


def part_profile(labels, classes, domains, train_labels, train_domains):
    counts = numpy.array([labels[label] for label in classes], float)
    share = counts[counts > 0] / counts.sum()
    return {
        "rows": int(counts.sum()),
        "classes": [int(count) for count in counts],
        "imbalance": counts.max() / counts[counts > 0].min(),
        "evenness": -(share * numpy.log(share)).sum() / numpy.log(len(classes)),
        "labelShift": shift(train_labels, labels),
        "domainShift": shift(train_domains, domains),
    }


def profile(rows, label, parts_of, in_domain, keep, domain=None):
    """parts_of(i, row): the parts a row is in, its own first."""
    parts = {}
    for i, row in enumerate(rows):
        for part in parts_of(i, row):
            parts.setdefault(part, []).append(row)
    frequent = Counter(row[label] for part in in_domain for row in parts[part])
    classes = sorted(frequent, key=lambda value: (-frequent[value], value))[:keep]
    kept = {part: [row for row in members if row[label] in classes] for part, members in parts.items()}
    labels = {part: Counter(row[label] for row in members) for part, members in kept.items()}
    domains = {part: Counter(row[domain] for row in members) if domain else Counter() for part, members in kept.items()}
    return parts, {
        "classes": classes,
        "parts": {part: part_profile(labels[part], classes, domains[part], labels["train"], domains["train"])
                  for part in parts},
    }


def birdstrikes():
    strikes = rows("birdstrikes.csv.gz", ",")
    parts, result = profile(
        strikes, "Effect Amount of damage",
        lambda i, row: ["later" if row["Flight Date"] >= "2000-01-01" else chance(str(i), 0.1, 0.2)],
        ("train", "val", "test"), 4)
    columns = {}
    for factor in FACTORS:
        counts = {part: Counter("\0" if row[factor].strip().lower() in MISSING else row[factor] for row in members)
                  for part, members in parts.items()}
        columns[factor] = {part: {"missing": counts[part]["\0"], "shift": shift(counts["train"], counts[part])}
                           for part in parts}
    speed = {part: [row["Speed IAS in knots"] for row in members] for part, members in parts.items()}
    numbers = {part: numpy.array([float(text) for text in texts if text.strip().lower() not in MISSING])
               for part, texts in speed.items()}
    columns["Speed IAS in knots"] = {
        part: {
            "missing": len(speed[part]) - len(found),
            "minimum": found.min(), "maximum": found.max(), "mean": found.mean(),
            "standardDeviation": found.std(ddof=1),
            "meanShift": (found.mean() - numbers["train"].mean()) / numbers["train"].std(ddof=1),
        } for part, found in numbers.items()}
    return result | {"columns": columns}


def domains():
    def parts_of(_, row):
        if row["domain"] == "proper":
            return ["proper"]
        part = chance(row["word"][:5], 0.1, 0.1)
        return [part, row["domain"]] if part == "test" else [part]

    words = rows("cmudict_stress.tsv.gz", "\t")
    return profile(words, "stress", parts_of, ("train", "val", "test"), 24, "domain")[1]


print(json.dumps({"birdstrikes": birdstrikes(), "domains": domains()}, indent=1))
