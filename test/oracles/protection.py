"""Expected values for safety stock from forecast errors and for learnt lead times, computed apart from the product.

    python3 test/oracles/protection.py && npx prettier --write test/oracles/protection.json

SciPy 1.17 distributions, NumPy 2.4 quantiles and moments, all from their definitions. Random draws by NumPy's PCG64 with a
fixed seed. The published example is the Hachemeister data of bodily injury claims (Bühlmann & Gisler 2005, A Course in
Credibility Theory, table 4.1; the R package actuar prints between variance 89,639 and within variance 139,120,026).
"""

import csv
import json
from pathlib import Path

import numpy as np
from scipy.stats import gamma, lognorm, median_abs_deviation, norm

HERE = Path(__file__).parent
LEVELS = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.965, 0.975, 0.985, 0.99, 0.995]


def gamma_curve(mean, error):
    """Quantiles of a gamma with sd = sqrt(pi/2)·error, less its mean, in units of the error."""
    cv = error * np.sqrt(np.pi / 2) / mean
    law = gamma(1 / cv**2, scale=mean * cv**2)
    values = [(float(law.ppf(p)) - mean) / error for p in LEVELS]
    tail = ((float(law.ppf(0.9995)) - mean) / error - values[-1]) / np.log(10)
    return {"mean": mean, "error": error, "values": values, "tail": float(tail)}


def lead_margin(mean, sd, p):
    s = np.sqrt(np.log1p((sd / mean) ** 2))
    law = lognorm(s, scale=mean / np.sqrt(1 + (sd / mean) ** 2))
    return {
        "mean": mean,
        "sd": sd,
        "p": p,
        "lognormal": float(law.ppf(p)) - mean,
        "normal": float(norm.ppf(p)) * sd,
    }


HACHEMEISTER = {
    "ratios": [
        [1738, 1642, 1794, 2051, 2079, 2234, 2032, 2035, 2115, 2262, 2267, 2517],
        [1364, 1408, 1597, 1444, 1342, 1675, 1470, 1448, 1464, 1831, 1612, 1471],
        [1759, 1685, 1479, 1763, 1674, 2103, 1502, 1622, 1828, 2155, 2233, 2059],
        [1223, 1146, 1010, 1257, 1426, 1532, 1953, 1123, 1343, 1243, 1762, 1306],
        [1456, 1499, 1609, 1741, 1482, 1572, 1606, 1735, 1607, 1573, 1613, 1690],
    ],
    "weights": [
        [7861, 9251, 8706, 8575, 7917, 8263, 9456, 8003, 7365, 7832, 7849, 9077],
        [1622, 1742, 1523, 1515, 1622, 1602, 1964, 1515, 1527, 1748, 1654, 1861],
        [1147, 1357, 1329, 1204, 998, 1077, 1277, 1218, 896, 1003, 1108, 1121],
        [407, 396, 348, 341, 315, 328, 352, 331, 287, 384, 321, 342],
        [2902, 3172, 3046, 3068, 2693, 2910, 3275, 2697, 2663, 3017, 3242, 3425],
    ],
}


def hachemeister():
    x = np.array(HACHEMEISTER["ratios"], float)
    w = np.array(HACHEMEISTER["weights"], float)
    means = (w * x).sum(1) / w.sum(1)
    within = (w * (x - means[:, None]) ** 2).sum() / (5 * 11)
    m = w.sum(1)
    centre = (m * means).sum() / m.sum()
    between = ((m * (means - centre) ** 2).sum() - 4 * within) / (m.sum() - (m**2).sum() / m.sum())
    return {"means": means.tolist(), "counts": m.tolist(), "within": within, "between": between}


def windows():
    """Independent gamma weeks of 40 items with different means: the quantile of three weeks is known exactly."""
    draw = np.random.Generator(np.random.PCG64(4))
    items = []
    for number in range(40):
        mean = 8.0 * 1.09**number
        shape = 4.0
        items.append({"mean": mean, "qty": [round(float(v), 3) for v in draw.gamma(shape, mean / shape, 104)]})
    quantiles = {str(p): [float(gamma(12, scale=i["mean"] / 4).ppf(p)) for i in items] for p in (0.9, 0.95, 0.975)}
    return {"items": items, "quantiles": quantiles}


def deliveries():
    """Lead times of the excerpt in test/data by lane."""
    rows = list(csv.DictReader(open(HERE.parent / "data" / "scms-deliveries.csv", encoding="utf-8")))
    lanes = {}
    for row in rows:
        days = int((np.datetime64(row["delivered_date"]) - np.datetime64(row["po_date"])).astype(int))
        late = int((np.datetime64(row["delivered_date"]) - np.datetime64(row["scheduled_date"])).astype(int))
        lanes.setdefault(f"{row['country']}/{row['mode']}", []).append((days, late))
    result = {}
    for lane, found in lanes.items():
        sound = np.array([d for d, _ in found if d >= 0], float)
        if len(sound) < 5:
            result[lane] = {"count": len(sound), "negative": sum(d < 0 for d, _ in found)}
            continue
        # modified z-scores of logarithms above and of days below, the spread no smaller than a day
        log, middle = np.log1p(sound), np.median(sound)
        scale = max(median_abs_deviation(log), np.log1p(middle + 1) - np.log1p(middle))
        above = 0.6745 * (log - np.median(log)) / scale > 3.5
        below = 0.6745 * (sound - middle) / max(median_abs_deviation(sound), 1) < -3.5
        out = above | below
        if out.sum() > max(1, 0.1 * len(sound)):
            out = np.zeros(len(sound), bool)
        kept = sound[~out]
        result[lane] = {
            "count": len(kept),
            "negative": sum(d < 0 for d, _ in found),
            "outliers": sorted(sound[out].tolist()),
            "mean": float(kept.mean()),
            "sd": float(kept.std(ddof=1)),
            "p50": float(np.quantile(kept, 0.5)),
            "p90": float(np.quantile(kept, 0.9)),
            "onTime": float(np.mean([late <= 0 for _, late in found])),
        }
    return result


Path(HERE / "protection.json").write_text(
    json.dumps(
        {
            "curves": [gamma_curve(100, 20), gamma_curve(10, 6), gamma_curve(3, 3)],
            "leads": [lead_margin(m, s, p) for m, s in ((35, 7), (60, 30), (20, 2)) for p in (0.9, 0.95, 0.99)],
            "credibility": hachemeister(),
            "windows": windows(),
            "deliveries": deliveries(),
        },
        ensure_ascii=False,
    ),
    encoding="utf-8",
)
