"""Expected values for the demand functions, computed away from the product. Run `python3 demand.py > demand-py.json`.

mpmath (40 digits) and SciPy 1.17 give the lognormals of LEADTIME, numpy the means, deviations and quantile losses, `datetime`
the ISO weeks. The
recursions of TSB and of the corrections of Croston are written from the papers, in exact fractions.
"""

import calendar
import datetime
import json
from fractions import Fraction

import mpmath
import numpy as np
from scipy import stats

GAPS = [0, 0, 4, 0, 0, 7, 3, 0, 0, 0, 5, 0, 2, 0, 0, 9, 0, 1, 0, 6]
FADING = [5, 0, 3, 6, 0, 4, 0, 0, 0, 0, 0, 0]


def tsb(history, alpha, beta):
    """Teunter, Syntetos & Babai (2011), eq. 3: probability every period, size on demand; start as functions.md says."""
    alpha, beta = Fraction(alpha), Fraction(beta)
    first = next(at for at, y in enumerate(history) if y > 0)
    p, z = Fraction(1, first + 1), Fraction(history[first])
    for y in history[first + 1 :]:
        if y > 0:
            p, z = p + beta * (1 - p), z + alpha * (y - z)
        else:
            p = p - beta * p
    return p * z


def croston(history, alpha):
    """Croston (1972): size and interval, updated on demand."""
    alpha = Fraction(alpha)
    z = p = None
    gap = 0
    for y in history:
        gap += 1
        if y > 0:
            z, p = (Fraction(y), Fraction(gap)) if z is None else (z + alpha * (y - z), p + alpha * (gap - p))
            gap = 0
    return z / p


out = {"intermittent": [], "leadtime": [], "variation": [], "accuracy": [], "week": [], "xun": []}

for history in (GAPS, FADING):
    for alpha, beta in (("1/10", "1/20"), ("1/4", "1/2"), ("1", "1")):
        a = Fraction(alpha)
        base = croston(history, a)
        out["intermittent"].append(
            {
                "history": history,
                "alpha": float(a),
                "beta": float(Fraction(beta)),
                "tsb": float(tsb(history, alpha, beta)),
                "sba": float(base * (1 - a / 2)),
                "sbj": float(base * (1 - a / (2 - a))),
            }
        )

mpmath.mp.dps = 40
Z90 = mpmath.sqrt(2) * mpmath.erfinv(mpmath.mpf(8) / 10)
for stages in ([(14, 30), (5, 10), (5, 10), (4, 10), (3, 7)], [(7, 7), (2.5, 4)], [(30, 200)], [(0.001, 0.005), (1000, 1000.1)], [(1, 1e9)]):
    mean = var = mpmath.mpf(0)
    for p50, p90 in stages:
        spread = (mpmath.log(mpmath.mpf(p90) / mpmath.mpf(p50)) / Z90) ** 2
        one = p50 * mpmath.exp(spread / 2)
        mean += one
        var += one**2 * mpmath.expm1(spread)
    spread = mpmath.log1p(var / mean**2)
    p50 = mean / mpmath.exp(spread / 2)
    p90 = p50 * mpmath.exp(Z90 * mpmath.sqrt(spread))
    out["leadtime"].append(
        {"stages": stages, "mean": float(mean), "sd": float(mpmath.sqrt(var)), "p50": float(p50), "p90": float(p90)}
    )
# the first chain once more by SciPy's own lognormals
moments = [stats.lognorm(s=np.log(b / a) / stats.norm.ppf(0.9), scale=a) for a, b in out["leadtime"][0]["stages"]]
assert np.isclose(sum(one.mean() for one in moments), out["leadtime"][0]["mean"], rtol=1e-12)
assert np.isclose(sum(one.var() for one in moments) ** 0.5, out["leadtime"][0]["sd"], rtol=1e-12)

rng = np.random.default_rng(20260101)
for _ in range(12):
    demand = rng.poisson(rng.uniform(0.2, 6), 26) * rng.integers(1, 4)
    sizes = demand[demand > 0]
    out["variation"].append(
        {
            "demand": demand.tolist(),
            "cv": float(np.std(demand, ddof=1) / np.mean(demand)),
            "adi": len(demand) / len(sizes),
            "cv2": float((np.std(sizes, ddof=1) / np.mean(sizes)) ** 2),
        }
    )

for quantile in (0.1, 0.5, 0.95):
    actual = rng.poisson(8, 20)
    forecast = np.round(rng.uniform(2, 15, 20), 3)
    error = actual - forecast
    training = rng.poisson(8, 30)
    difference = training[4:] - training[:-4]
    out["accuracy"].append(
        {
            "actual": actual.tolist(),
            "forecast": forecast.tolist(),
            "training": training.tolist(),
            "season": 4,
            "quantile": quantile,
            "pinball": float(np.mean(np.where(error >= 0, quantile * error, (quantile - 1) * error))),
            "wape": float(np.abs(error).sum() / actual.sum()),
            "bias": float(error.sum() / actual.sum()),
            "rmsse": float(np.sqrt(np.mean(error**2) / np.mean(difference**2))),
        }
    )

for year in range(2018, 2033):
    for month, day in ((1, 1), (1, 3), (2, 29), (6, 18), (11, 11), (12, 28), (12, 31)):
        if month == 2 and not calendar.isleap(year):
            continue
        date = datetime.date(year, month, day)
        iso = date.isocalendar()
        monday = datetime.date.fromisocalendar(iso.year, iso.week, 1)
        out["week"].append([date.isoformat(), f"{iso.year}-W{iso.week:02d}", monday.isoformat()])

for year, month in ((2023, 2), (2024, 2), (2024, 4), (2024, 12)):
    last = calendar.monthrange(year, month)[1]
    for day in range(1, last + 1):
        first, end, name = ((1, 10, "上旬"), (11, 20, "中旬"), (21, last, "下旬"))[min(2, (day - 1) // 10)]
        out["xun"].append(
            [
                datetime.date(year, month, day).isoformat(),
                f"{year}-{month:02d}-{name}",
                datetime.date(year, month, first).isoformat(),
                datetime.date(year, month, end).isoformat(),
            ]
        )

print(json.dumps(out, ensure_ascii=False))
