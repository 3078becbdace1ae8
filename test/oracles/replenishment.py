"""Expected values for the replenishment formulas, computed apart from the product.

    python3 test/oracles/replenishment.py && npx prettier --write test/oracles/replenishment.json

mpmath 1.3 at 60 digits from the definitions (integrals and sums, not the product's expansions); exact fractions for the
convolution; SciPy 1.17 only for start values and for negative binomials too wide to be summed term by term.
"""

import json
import random
from fractions import Fraction
from pathlib import Path

import mpmath as mp
from scipy.stats import gamma, nbinom, norm, poisson

mp.mp.dps = 60

PROBABILITIES = [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.05, 0.1, 0.25, 0.4, 0.5]
PROBABILITIES += [0.6, 0.75, 0.9, 0.95, 0.975, 0.99, 0.999, 0.9999, 0.99999, 0.999999]


# Normal distribution -------------------------------------------------------------------------------------------------


def cdf(z):
    return mp.erfc(-mp.mpf(z) / mp.sqrt(2)) / 2


def quantile(p):
    p = mp.mpf(p)
    start = mp.mpf(float(norm.ppf(float(p))))
    if p < 0.5:
        return mp.findroot(lambda z: mp.log(cdf(z)) - mp.log(p), start)
    return mp.findroot(lambda z: mp.log(cdf(-z)) - mp.log(1 - p), start)


def loss(z):
    """Expected shortage per unit of sigma; 400 digits where the difference cancels."""
    with mp.workdps(400 if z > 4 else 60):
        z = mp.mpf(z)
        return mp.npdf(z) - z * mp.erfc(z / mp.sqrt(2)) / 2


def loss_inverse(y):
    if y > 30:
        return -mp.mpf(y)  # loss(30) < 1e-197
    with mp.workdps(400):
        y = mp.mpf(y)
        low, high = mp.mpf(-40), mp.mpf(40)
        for _ in range(30):
            middle = (low + high) / 2
            low, high = (middle, high) if loss(middle) > y else (low, middle)
        return mp.findroot(lambda k: mp.log(mp.npdf(k) - k * mp.erfc(k / mp.sqrt(2)) / 2) - mp.log(y), (low + high) / 2)


def fill_rate(stock, sd, quantity):
    with mp.workdps(400):
        k, width = mp.mpf(stock) / sd, mp.mpf(quantity) / sd
        def g(z):
            return mp.npdf(z) - z * mp.erfc(z / mp.sqrt(2)) / 2
        return 1 - (g(k) - g(k + width)) / width


# Gamma distribution --------------------------------------------------------------------------------------------------


def gamma_shares(shape, x):
    if shape < 1000:
        return mp.gammainc(shape, 0, x, regularized=True), mp.gammainc(shape, x, mp.inf, regularized=True)
    term = total = mp.mpf(1)
    n = 1
    while term > total * mp.mpf(10) ** -55:
        term *= x / (shape + n)
        total += term
        n += 1
    lower = total * mp.exp(shape * mp.log(x) - x - mp.loggamma(shape + 1))
    return lower, 1 - lower


def gamma_quantile(p, shape):
    p, shape = mp.mpf(p), mp.mpf(shape)
    start = float(gamma.ppf(float(p), float(shape)))
    log = mp.log(start) if start > 1e-280 else (mp.log(p) + mp.loggamma(shape + 1)) / shape
    for _ in range(8):
        x = mp.exp(log)
        lower, upper = gamma_shares(shape, x)
        density = mp.exp(shape * log - x - mp.loggamma(shape))
        if p <= 0.5:
            step = (mp.log(p) - mp.log(lower)) * lower / density
        else:
            step = (mp.log(upper) - mp.log(1 - p)) * upper / density
        log += step
        if abs(step) < mp.mpf(10) ** -25:
            return mp.exp(log)
    raise ArithmeticError((p, shape))


# Counts --------------------------------------------------------------------------------------------------------------


def poisson_law(mean):
    m = mp.mpf(mean)
    return {
        "term": lambda k: mp.exp(k * mp.log(m) - m - mp.loggamma(k + 1)),
        "before": lambda k: k / m,  # term(k - 1) / term(k)
        "start": lambda p: poisson.ppf(p, mean),
    }


def negative_binomial_law(mean, variance):
    m, v = mp.mpf(mean), mp.mpf(variance)
    p, r = m / v, m * m / (v - m)
    q = 1 - p
    return {
        "term": lambda k: mp.exp(
            mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(k + 1) + r * mp.log(p) + k * mp.log(q)
        ),
        "before": lambda k: k / ((r + k - 1) * q),
        "start": lambda level: nbinom.ppf(level, float(r), float(p)),
    }


def share_up_to(law, k):
    term = law["term"](k)
    total = mp.mpf(0)
    while k >= 0 and term > total * mp.mpf(10) ** -30:
        total += term
        if k > 0:
            term *= law["before"](k)
        k -= 1
    return total


def count_quantile(law, level):
    """Smallest k with P(X <= k) >= level, the level taken as the double that it is."""
    k = int(law["start"](level))
    share, term = share_up_to(law, k), law["term"](k)
    while share < level:
        k += 1
        term /= law["before"](k)
        share += term
    while k > 0 and share - term >= level:
        share -= term
        term *= law["before"](k)
        k -= 1
    return k


# Empirical convolution -----------------------------------------------------------------------------------------------


def empirical_quantile(history, periods, level):
    """Exact whole counts; the level is the decimal as written."""
    counts = {0: 1}
    for _ in range(periods):
        following = {}
        for total, ways in counts.items():
            for value in history:
                following[total + value] = following.get(total + value, 0) + ways
        counts = following
    wanted = Fraction(level) * len(history) ** periods
    ways = 0
    for total in sorted(counts):
        ways += counts[total]
        if ways >= wanted:
            return total


def spread(seed, size, most):
    """Whole numbers that look like demand: mostly small, some large. Park & Miller's generator."""
    values = []
    for _ in range(size):
        seed = seed * 16807 % 2147483647
        share = seed / 2147483647
        values.append(int(most * share**4))
    return values


# Whole calls, by the formulas of docs/functions.md ------------------------------------------------------------------


def calls():
    """[function, arguments, answer]; arguments are decimals of few digits, so that cells hold what was computed with."""
    draw = random.Random(20261123)

    def number(most, digits=2):
        return round(draw.uniform(0, most), digits)

    def moments(d, sd, lead, lead_sd):
        d, sd, lead, lead_sd = map(mp.mpf, (d, sd, lead, lead_sd))
        return d * lead, mp.sqrt(lead * sd**2 + d**2 * lead_sd**2)

    made = []
    for _ in range(12):
        p = round(draw.uniform(0.02, 0.9999), 4)
        d, sd, lead, lead_sd, review = number(90), number(40), number(60, 0), number(9), number(14, 0)
        z = quantile(p) if p != 0.5 else mp.mpf(0)
        spread_ = mp.sqrt((mp.mpf(review) + lead) * mp.mpf(sd) ** 2 + mp.mpf(d) ** 2 * mp.mpf(lead_sd) ** 2)
        made.append(["SAFETYSTOCK", [p, d, sd, lead, lead_sd, review], z * spread_])
        m, root = moments(d, sd, lead, lead_sd)
        made.append(["REORDERPOINT", [p, d, sd, lead, lead_sd], m + z * root])
        v = root**2
        made.append(["REORDERPOINT", [p, d, sd, lead, lead_sd, "gamma"], gamma_quantile(p, m * m / v) * v / m])
        level = round(float(m + draw.uniform(-2, 4) * root), 1)
        made.append(["SERVICELEVEL", [level, d, sd, lead, lead_sd], cdf((mp.mpf(level) - m) / root)])
        rate, sigma, lot = round(draw.uniform(0.6, 0.9999), 4), number(300) + 1, number(2000, 0) + 1
        made.append(["SAFETYSTOCKFILL", [rate, sigma, lot], loss_inverse((1 - mp.mpf(rate)) * lot / sigma) * sigma])
        stock = round(draw.uniform(-1, 3) * sigma, 1)
        made.append(["FILLRATE", [stock, sigma, lot], fill_rate(stock, mp.mpf(sigma), lot)])
        k, rate_, h, short = number(900) + 1, number(1e5, 0), number(50) + 0.01, number(80) + 0.01
        plain = mp.sqrt(2 * mp.mpf(k) * rate_ / mp.mpf(h))
        made.append(["EOQ", [k, rate_, h], plain])
        made.append(["EOQ", [k, rate_, h, short], plain * mp.sqrt((mp.mpf(h) + short) / short)])
        salvage = round(draw.uniform(-5, 40), 2)
        cost = round(max(0, salvage) + 1 + number(60), 2)
        price = round(cost + 1 + number(200), 2)
        ratio = (mp.mpf(price) - cost) / (mp.mpf(price) - salvage)
        made.append(["NEWSVENDOR", [price, cost, salvage, d, sd], d + mp.mpf(sd) * quantile(ratio)])
        forecast = [number(200, 0) for _ in range(10)]
        cv, length, back = round(draw.uniform(0.05, 1.2), 2), draw.randint(1, 4), draw.randint(0, 3)
        stocks = []
        for t in range(len(forecast) - length - back):
            window = [mp.mpf(f) for f in forecast[t + 1 : t + 1 + length + back]]
            variance = sum((mp.mpf(cv) * f) ** 2 for f in window) + (sum(window) / len(window) * lead_sd) ** 2
            stocks.append(z * mp.sqrt(variance))
        made.append(["SAFETYSTOCKDYN", [[forecast], cv, p, length, back, lead_sd], stocks])
    for _ in range(30):
        target, position = draw.randint(-20, 400), draw.randint(-50, 450)
        moq, pack = draw.choice([0, 0, draw.randint(1, 300)]), draw.choice([1, 6, 24, Fraction(1, 10), Fraction(5, 2)])
        cap, reorder = draw.choice([None, draw.randint(0, 400)]), draw.choice([None, draw.randint(0, 400)])
        need = target - position
        if need <= 0 or (reorder is not None and position > reorder):
            answer = Fraction(0)
        else:
            answer = -(-max(need, moq) // pack) * Fraction(pack)
            if cap is not None and answer > cap:
                answer = Fraction(cap) // pack * Fraction(pack)
                if answer < moq:
                    answer = Fraction(0)
        made.append(["ORDERQTY", [target, position, moq, float(pack), cap, reorder], answer])
    for _ in range(12):
        periods = draw.randint(1, 9)
        hand = draw.randint(-20, 120)
        receipts = [draw.choice([0, 0, draw.randint(1, 90)]) for _ in range(periods)]
        commitments = [draw.randint(0, 40) for _ in range(periods)]
        left = [hand + sum(receipts[: s + 1]) - sum(commitments[: s + 1]) for s in range(periods)]
        promised = [max(0, min(left[t:])) for t in range(periods)]
        made.append(["ATP", [hand, [receipts], [commitments]], promised])
    return [[id_, args, [float(x) for x in a] if isinstance(a, list) else float(a)] for id_, args, a in made]


def write():
    tails = [10.0**-e for e in range(1, 301, 13)] + [1 - 10.0**-e for e in range(1, 15)]
    inner = [i / 40 for i in range(1, 40)] + [0.0749, 0.075, 0.0751, 0.9249, 0.925, 0.9251]
    out = {}
    out["normalQuantile"] = [[p, float(quantile(p))] for p in sorted(set(tails + inner + PROBABILITIES)) if p != 0.5]
    places = sorted({i / 8 for i in range(-64, 65)} | {i / 2 for i in range(-74, 75)} | {1.999, 2.001, -1.999, -2.001})
    out["normalCdf"] = [[z, float(cdf(z))] for z in places]
    out["normalLoss"] = [[z, float(loss(z))] for z in places]
    losses = [10.0**e for e in range(-300, 301, 10)] + [i / 50 for i in range(1, 80)] + [0.3989, 0.399, 3.5, 20]
    out["normalLossInverse"] = [[y, float(loss_inverse(y))] for y in sorted(losses)]
    out["fillRate"] = [
        [k * sd, sd, width * sd, float(fill_rate(k * sd, sd, width * sd))]
        for k in [-20, -5, -2, -1, -0.25, 0, 0.25, 0.5, 1, 2, 3, 5, 8]
        for width in [1e-12, 1e-6, 1e-3, 0.05, 0.3, 0.49, 0.51, 1, 1.5, 3, 10, 30, 1000]
        for sd in [64]
    ]
    shapes = [0.01, 0.02, 0.05, 0.1, 0.18, 0.3, 0.5, 0.7, 1, 1.5, 2, 3.7, 5, 10, 30, 100, 400, 999]
    shapes += [1e4, 19999, 20001, 9e4, 1e5, 1e6]
    out["gammaQuantile"] = [[p, a, float(gamma_quantile(p, a))] for a in shapes for p in PROBABILITIES]

    means = [0.001, 0.01, 0.1, 0.5, 1, 2.5, 7, 20, 100, 333.3, 1000, 12345, 1e5, 1e6]
    out["poisson"] = [[m, p, count_quantile(poisson_law(m), p)] for m in means for p in PROBABILITIES]
    wide = []
    for m in means:
        for factor in [1 + 1e-9, 1 + 1e-6, 1.0001, 1.01, 1.5, 2, 5, 30, 1000]:
            v = m * factor
            law = negative_binomial_law(m, v)
            for p in PROBABILITIES[::2] + [0.95, 0.99, 0.999999]:
                if m == int(m) and factor == 2 and p == 0.5:
                    continue  # an exact half: left to a test by hand
                summed = v < 3e6
                wide.append([m, v, p, count_quantile(law, p) if summed else int(law["start"](p))])
    # r = 90,000
    for p in PROBABILITIES:
        wide.append([9000, 9900, p, count_quantile(negative_binomial_law(9000, 9900), p)])
    out["negativeBinomial"] = wide

    empirical = []
    for seed, size, most, periods in [
        (1, 12, 9, 1), (2, 12, 9, 2), (3, 12, 9, 3), (4, 26, 20, 4), (5, 52, 30, 4), (6, 52, 30, 7), (7, 52, 300, 4),
        (8, 52, 12, 13), (9, 104, 8, 30), (10, 20, 2, 90), (11, 8, 5000, 6), (12, 52, 100000, 2), (13, 10, 40, 45),
    ]:  # fmt: skip
        history = spread(seed, size, most)
        for level in ["0.000001", "0.05", "0.5", "0.75", "0.9", "0.95", "0.975", "0.99", "0.999", "0.999999"]:
            empirical.append([history, periods, float(level), empirical_quantile(history, periods, level)])
    out["empirical"] = empirical
    out["calls"] = calls()
    Path(__file__).with_suffix(".json").write_text(json.dumps(out))


write()
