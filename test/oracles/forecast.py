# Expected values for the forecast engine from NumPy and SciPy. Run `python3 forecast.py > forecast.json`.
# The series are fixed formulas, so that no random generator is involved.
import json
import numpy as np
from scipy import stats

t = np.arange(60)
share = np.where(t % 7 == 3, 0.6, np.where(t % 11 == 5, 1.0, 0.0))
demand = np.round(20 + 4 * np.sin(t / 3) + (35 + 5 * np.cos(t)) * share, 2)


def level(memory, gain, weight):
    """Baseline B and promotion gain P by numpy.linalg.lstsq on weighted rows, P drawn to gain * B by one more row."""
    x = share
    w = memory ** (t[-1] - t) / (1 + gain * x)
    rows = np.column_stack([np.ones(len(t)), x]) * np.sqrt(w)[:, None]
    values = demand * np.sqrt(w)
    pull = np.sqrt(weight / (1 + gain))
    rows = np.vstack([rows, [-gain * pull, pull]])
    values = np.append(values, 0)
    return [float(v) for v in np.linalg.lstsq(rows, values, rcond=None)[0]]


levels = [
    {"memory": m, "gain": g, "weight": r, "answer": level(m, g, r)}
    for m in (1, 0.95, 0.8)
    for g, r in ((0, 2), (1.5, 0.5), (2.5, 8))
]

quantiles = []
for mean, coefficient, exponent in ((3, 2.5, 1.5), (0.4, 1.8, 1.2), (40, 3, 1.3)):
    variance = coefficient * mean**exponent
    n, p = mean**2 / (variance - mean), mean / variance
    for q in (0.1, 0.5, 0.9, 0.99):
        quantiles.append(
            {
                "mean": mean,
                "coefficient": coefficient,
                "exponent": exponent,
                "p": q,
                "whole": float(stats.nbinom.ppf(q, n, p)),
                "any": float(stats.gamma.ppf(q, mean**2 / variance, scale=variance / mean)),
            }
        )
for q in (0.1, 0.5, 0.9, 0.99):
    quantiles.append(
        {
            "mean": 5,
            "coefficient": 0.6,
            "exponent": 1,
            "p": q,
            "whole": float(stats.poisson.ppf(q, 5)),
            "any": float(stats.gamma.ppf(q, 25 / 3, scale=3 / 5)),
        }
    )

# the combination of two forecasts with the least squared error, weights >= 0 that sum to 1:
# w = cov(e2, e2 - e1) / var(e2 - e1) about zero (Bates & Granger 1969)
first = 3 * np.sin(1.7 * np.arange(400)) + 0.5
second = 2 * np.cos(0.9 * np.arange(400) + 0.3) - 0.2
difference = second - first
stacked = float(np.dot(second, difference) / np.dot(difference, difference))

print(
    json.dumps(
        {
            "share": [float(v) for v in share],
            "demand": [float(v) for v in demand],
            "levels": levels,
            "quantiles": quantiles,
            "stacked": {"first": stacked},
        },
        indent=1,
    )
)
