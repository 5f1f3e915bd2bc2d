"""Writes reference_regression.json: scores of predicted numbers as scikit-learn 1.2.1 and SciPy 1.10.1 compute them.

Run as `/usr/bin/python3 reference_regression.py` (Debian 12: python3-sklearn) in this directory.
"""

import json
import math
import warnings

import numpy
import scipy
import sklearn
from scipy import stats
from sklearn import metrics

warnings.filterwarnings("ignore")


def finite(score):
    return float(score) if math.isfinite(score) else None


def scores(truth, predicted):
    alone = len(truth) < 2
    return {
        "mse": metrics.mean_squared_error(truth, predicted),
        "rmse": metrics.mean_squared_error(truth, predicted, squared=False),
        "mae": metrics.mean_absolute_error(truth, predicted),
        "medianAe": metrics.median_absolute_error(truth, predicted),
        "mape": metrics.mean_absolute_percentage_error(truth, predicted),
        "r2": finite(metrics.r2_score(truth, predicted)),
        "explainedVariance": finite(metrics.explained_variance_score(truth, predicted)),
        "pearson": None if alone else finite(stats.pearsonr(truth, predicted)[0]),
        "spearman": None if alone else finite(stats.spearmanr(truth, predicted)[0]),
    }


def cases():
    generator = numpy.random.default_rng(20240503)
    truth = generator.normal(3, 2, 75)
    yield "noise", truth, truth + generator.normal(0, 1, 75)
    yield "a bias", truth, truth + 5
    yield "large offset", truth + 1e6, truth + 1e6 + generator.normal(0, 1, 75)
    yield "ties", truth.round(), (truth + generator.normal(0, 1, 75)).round()
    yield "worse than the mean", truth, -truth
    yield "exact", truth, truth
    yield "a constant target", [2.5] * 4, [2.5, 2, 3, 2.5]
    yield "a constant target, exact", [2.5] * 4, [2.5] * 4
    yield "a constant target, missed by a constant", [2.5] * 4, [2] * 4
    yield "a constant prediction", [1, 2, 4], [2, 2, 2]
    yield "a target of zero", [0, 1, 2], [0.5, 1, 1.5]
    yield "one example", [2.5], [3]
    yield "two examples", [1, 2], [5, 3]


if __name__ == "__main__":
    lines = [
        json.dumps({"name": name, "targets": list(map(float, t)), "predictions": list(map(float, p)), **scores(t, p)})
        for name, t, p in cases()
    ]
    with open("reference_regression.json", "w", encoding="utf-8") as file:
        source = json.dumps(f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}")
        file.write(f'{{"source": {source}, "cases": [\n' + ",\n".join(lines) + "\n]}\n")
