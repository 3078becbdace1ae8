"""Expected values for days of supply ahead and expected write-off, by walking day after day in exact fractions.

Nothing is shared with the product: no cumulative demand, no recursion over lots. Run `python3 cover.py > cover.json`.
"""

import json
import random
from fractions import Fraction


def days_ahead(available, forecast, period_days, receipts):
    """Day by day: the first day on which demand is not met ends the cover, pro rata within that day."""
    stock = Fraction(available) + Fraction(receipts[0])
    if stock <= 0:
        return Fraction(0)
    day = 0
    for index, quantity in enumerate(forecast):
        if index > 0:
            stock += Fraction(receipts[index])
        demand = Fraction(quantity) / period_days[index]
        for _ in range(period_days[index]):
            if demand > stock:
                return day + stock / demand
            stock -= demand
            day += 1
    return Fraction(day)


def write_off(quantity, days_to_expiry, forecast, period_days, min_remaining_life, unit_cost):
    """Day by day: what can no longer be sold is thrown away, then the lot that leaves the sale first serves the demand."""
    lots = [
        {"left": Fraction(q), "life": Fraction(d) - Fraction(m), "cost": Fraction(c)}
        for q, d, m, c in zip(quantity, days_to_expiry, min_remaining_life, unit_cost)
    ]
    lots.sort(key=lambda lot: lot["life"])
    demand_of_day = [Fraction(f) / n for f, n in zip(forecast, period_days) for _ in range(n)]
    value = Fraction(0)
    for day, demand in enumerate(demand_of_day + [None], start=1):
        for lot in lots:  # not saleable on this day any more
            if lot["life"] < day:
                value += lot["left"] * lot["cost"]
                lot["left"] = Fraction(0)
        if demand is None:
            break
        for lot in lots:
            sold = min(lot["left"], demand)
            lot["left"] -= sold
            demand -= sold
    return value


def main():
    rng = random.Random(20261123)
    cases = {"dosforward": [], "writeoff": []}
    for _ in range(50):
        count = rng.randint(1, 9)
        forecast = [rng.choice([0, rng.randint(1, 90), rng.randint(1, 400) / 8]) for _ in range(count)]
        days = rng.choice([[7] * count, [rng.randint(8, 11) for _ in range(count)], [1] * count])
        receipts = [rng.choice([0, 0, 0, rng.randint(1, 120)]) for _ in range(count)]
        available = rng.choice([0, -5, rng.randint(1, 60), rng.randint(1, 600) / 4])
        answer = days_ahead(Fraction(available), map(Fraction, forecast), days, receipts)
        cases["dosforward"].append(
            {"available": available, "forecast": forecast, "days": days, "receipts": receipts, "answer": float(answer)}
        )
    for _ in range(90):
        count = rng.randint(1, 8)
        lots = rng.randint(1, 6)
        forecast = [rng.choice([0, rng.randint(1, 60), rng.randint(1, 400) / 8]) for _ in range(count)]
        days = rng.choice([[7] * count, [rng.randint(8, 11) for _ in range(count)]])
        quantity = [rng.choice([0, rng.randint(1, 90), rng.randint(1, 700) / 4]) for _ in range(lots)]
        expiry = [rng.choice([rng.randint(-5, 90), rng.randint(0, 280) / 4]) for _ in range(lots)]
        minimum = rng.choice([[0] * lots, [rng.randint(0, 20)] * lots])
        cost = rng.choice([[1] * lots, [rng.randint(1, 400) / 4 for _ in range(lots)]])
        answer = write_off(quantity, expiry, forecast, days, minimum, cost)
        cases["writeoff"].append(
            {
                "quantity": quantity,
                "expiry": expiry,
                "forecast": forecast,
                "days": days,
                "minimum": minimum,
                "cost": cost,
                "answer": float(answer),
            }
        )
    print("{")
    for at, (name, rows) in enumerate(cases.items()):
        lines = ",\n".join("    " + json.dumps(row) for row in rows)
        print(f'  "{name}": [\n{lines}\n  ]' + ("," if at == 0 else ""))
    print("}")


main()
