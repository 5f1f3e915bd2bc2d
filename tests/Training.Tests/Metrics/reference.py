"""Writes reference.json: classification metrics as scikit-learn 1.2.1 computes them.

Run as `/usr/bin/python3 reference.py` (Debian 12: python3-sklearn) in this directory. The cases cover balanced and skewed labels, classes that are absent from the
truth, from the predictions or from both, a single class, a single example, constant predictions and all-wrong ones.
"""

import json
import math
import random
import warnings

import sklearn
from sklearn import metrics

warnings.filterwarnings("ignore")


def finite(score):
    return float(score) if math.isfinite(score) else None


def scores(classes, truth, predicted):
    labels = list(range(classes))
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        truth, predicted, labels=labels, zero_division=0
    )
    return {
        "accuracy": metrics.accuracy_score(truth, predicted),
        "balancedAccuracy": metrics.balanced_accuracy_score(truth, predicted),
        "macroPrecision": metrics.precision_score(truth, predicted, labels=labels, average="macro", zero_division=0),
        "macroRecall": metrics.recall_score(truth, predicted, labels=labels, average="macro", zero_division=0),
        "macroF1": metrics.f1_score(truth, predicted, labels=labels, average="macro", zero_division=0),
        "weightedF1": metrics.f1_score(truth, predicted, labels=labels, average="weighted", zero_division=0),
        "mcc": metrics.matthews_corrcoef(truth, predicted),
        "cohensKappa": finite(metrics.cohen_kappa_score(truth, predicted, labels=labels)),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "support": [int(n) for n in support],
        "confusion": metrics.confusion_matrix(truth, predicted, labels=labels).tolist(),
    }


def skewed(generator, classes, n, skill):
    """Labels with frequencies 1, 1/2, 1/3 …; a prediction is right with probability `skill`."""
    weights = [1 / (k + 1) for k in range(classes)]
    truth = generator.choices(range(classes), weights, k=n)
    return truth, [t if generator.random() < skill else generator.choices(range(classes), weights)[0] for t in truth]


def cases():
    generator = random.Random(20240501)
    yield "one class only", 1, [0] * 5, [0] * 5
    yield "one of three classes occurs and is always predicted", 3, [1] * 4, [1] * 4
    yield "one of three classes occurs and is never predicted", 3, [1] * 4, [2] * 4
    yield "one example, right", 4, [3], [3]
    yield "one example, wrong", 4, [3], [0]
    yield "a class absent from the truth is predicted", 4, [0, 0, 1, 1], [0, 3, 1, 3]
    yield "a class absent from the predictions occurs", 4, [0, 2, 1, 2], [0, 1, 1, 0]
    yield "a class absent from both", 5, [0, 1, 2, 3, 0], [0, 1, 2, 2, 1]
    yield "constant predictions", 3, [0, 1, 2, 0, 1, 0], [0] * 6
    yield "all wrong", 3, [0, 1, 2, 0, 1, 2], [1, 2, 0, 1, 2, 0]
    for classes, n, skill in [(2, 50, 0.7), (6, 300, 0.5), (24, 4000, 0.6), (24, 100, 0.3), (3, 100_000, 0.9)]:
        truth, predicted = skewed(generator, classes, n, skill)
        yield f"{n} skewed examples of {classes} classes", classes, truth, predicted


if __name__ == "__main__":
    # The predictions themselves stay out of the file: every score is a function of the matrix.
    lines = [json.dumps({"name": name, "classes": k, **scores(k, truth, predicted)}) for name, k, truth, predicted in cases()]
    with open("reference.json", "w", encoding="utf-8") as file:
        source = json.dumps(f"scikit-learn {sklearn.__version__}")
        file.write(f'{{"source": {source}, "cases": [\n' + ",\n".join(lines) + "\n]}\n")
