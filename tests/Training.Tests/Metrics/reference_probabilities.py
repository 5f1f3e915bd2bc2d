"""Writes reference_probabilities.json: scores of predicted probabilities as scikit-learn 1.2.1 computes them.

Run as `/usr/bin/python3 reference_probabilities.py` (Debian 12: python3-sklearn) in this directory. The expected calibration
error, which scikit-learn lacks, and what a class without examples leaves out are computed here with NumPy.
"""

import json
import math
import warnings

import numpy
import sklearn
from sklearn import metrics

warnings.filterwarnings("ignore")


def mean(scores):
    scores = list(scores)
    return float(numpy.mean(scores)) if scores else None


def calibration_error(truth, p, bins=15):
    confidence, predicted = p.max(axis=1), p.argmax(axis=1)
    error, edges = 0.0, numpy.arange(1, bins + 1)
    place = numpy.minimum(numpy.searchsorted(edges, confidence * bins), bins - 1)
    for k in range(bins):
        inside = place == k
        if inside.any():
            error += inside.mean() * abs((predicted == truth)[inside].mean() - confidence[inside].mean())
    return float(error)


def one_versus_rest(score, truth, p, least_others):
    """scikit-learn's macro mean, over those classes for which it has a value."""
    classes = [1] if p.shape[1] == 2 else range(p.shape[1])
    counts = {k: int((truth == k).sum()) for k in classes}
    return mean(score(truth == k, p[:, k]) for k in classes if 0 < counts[k] <= len(truth) - least_others)


def scores(truth, p):
    truth, p = numpy.array(truth), numpy.array(p)
    labels = list(range(p.shape[1]))
    result = {
        "logLoss": metrics.log_loss(truth, p, labels=labels),
        "brier": sum(metrics.brier_score_loss(truth == k, p[:, k], pos_label=True) for k in labels),
        "calibrationError": calibration_error(truth, p),
        "rocAuc": one_versus_rest(metrics.roc_auc_score, truth, p, 1),
        "averagePrecision": one_versus_rest(metrics.average_precision_score, truth, p, 0),
        "top2": metrics.top_k_accuracy_score(truth, p, k=2, labels=labels) if p.shape[1] > 2 else 1.0,
    }
    proper = numpy.allclose(p.sum(axis=1), 1)
    if proper and len(set(truth)) == p.shape[1] > 2:    # where scikit-learn averages itself, it must agree
        assert math.isclose(result["rocAuc"], metrics.roc_auc_score(truth, p, multi_class="ovr"), rel_tol=1e-14)
        indicators = (truth[:, None] == numpy.array(labels)).astype(int)
        assert math.isclose(result["averagePrecision"], metrics.average_precision_score(indicators, p), rel_tol=1e-14)
    return result


def cases():
    generator = numpy.random.default_rng(20240502)

    def drawn(name, n, classes, skill, occurring=None, digits=None):
        truth = generator.integers(0, occurring or classes, n)
        weights = generator.gamma(0.7, size=(n, classes)) + skill * (truth[:, None] == numpy.arange(classes))
        p = weights / weights.sum(axis=1, keepdims=True)
        return name, truth.tolist(), (p if digits is None else p.round(digits)).tolist()

    yield drawn("two classes", 40, 2, 0.6)
    yield drawn("two classes with ties", 50, 2, 0.3, digits=1)
    yield drawn("four classes", 60, 4, 0.8)
    yield drawn("four classes with ties, in sum not quite one", 60, 4, 0.5, digits=1)
    yield drawn("a class without examples", 30, 5, 0.8, occurring=4)
    yield drawn("one of three classes occurs", 12, 3, 0.5, occurring=1)
    yield "class 1 of two never occurs", [0, 0, 0], [[0.9, 0.1], [0.4, 0.6], [0.5, 0.5]]
    yield "class 1 of two alone occurs", [1, 1], [[0.9, 0.1], [0.4, 0.6]]
    yield "certain, right and wrong", [0, 1, 2, 0], [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]]
    yield "one example", [2], [[0.2, 0.3, 0.5]]
    yield "nothing known", [0, 1, 2, 1], [[1 / 3, 1 / 3, 1 / 3]] * 4


if __name__ == "__main__":
    lines = [
        json.dumps({"name": name, "truth": truth, "probabilities": p, **scores(truth, p)}) for name, truth, p in cases()
    ]
    with open("reference_probabilities.json", "w", encoding="utf-8") as file:
        source = json.dumps(f"scikit-learn {sklearn.__version__}")
        file.write(f'{{"source": {source}, "cases": [\n' + ",\n".join(lines) + "\n]}\n")
