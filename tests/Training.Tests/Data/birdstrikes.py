"""Independent values for TableCorpusTests: Python 3.11, numpy; run from the repository's root."""
import collections
import csv
import gzip
import hashlib

import numpy

LABEL, FACTORS, NUMBER = "Effect Amount of damage", ["Phase of flight", "Aircraft Airline Operator"], "Speed IAS in knots"


def part(row):
    bits = int(hashlib.sha256(f"1/split/{row}".encode()).hexdigest()[:16], 16) >> 11
    fraction = bits / 2**53
    return "val" if fraction < 0.1 else "test" if fraction < 0.2 else "train"


rows = list(csv.DictReader(gzip.open("data/birdstrikes.csv.gz", "rt", encoding="utf-8", newline="")))
labels = [label for label, _ in sorted(collections.Counter(r[LABEL] for r in rows).items(), key=lambda c: (-c[1], c[0]))]
classes = labels[:4]
parts = collections.defaultdict(list)
for number, row in enumerate(rows):
    if row[LABEL] in classes:
        parts[part(number)].append(row)
train = parts["train"]
print("classes", classes, {name: len(rows) for name, rows in parts.items()})
for factor in FACTORS:
    counts = sorted(collections.Counter(r[factor] for r in train).items(), key=lambda c: (-c[1], c[0]))
    counts = [(name, count) for name, count in counts if count >= 20]
    print(factor, len(counts), counts[:3], counts[-1])
    numbers = {name: number for number, (name, _) in enumerate(counts, 2)}
    print("  sum over test", sum(numbers.get(r[factor], 1) for r in parts["test"]))
speeds = numpy.array([float(r[NUMBER]) for r in train if r[NUMBER]])
print("mean", repr(speeds.mean()), "sd", repr(speeds.std()))
print("missing in test", sum(not r[NUMBER] for r in parts["test"]))
print("sum in test", sum(float(r[NUMBER] or 0) for r in parts["test"]))
print("classes in test", collections.Counter(classes.index(r[LABEL]) for r in parts["test"]))
