"""One planted error of each kind, and whether it can be found at all, by trying every count."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from random import Random

from analysis.audits.table import Severity
from tests.analysis.reports import Made, Row, explained, groups_meet, made, printing, scored, shown

Planted = tuple[Made, bool]
Plant = Callable[[Random], Planted]


def _one(draw: Random, **fixed: object) -> tuple[Made, list[Row], int]:
    """A report of one question among everybody, its rows and its base."""
    report = made(
        draw, **{"questions": 1, "grouped": False, "kind": "shares", "states": True, "largest": 300} | fixed
    )
    rows = report.column("q0")
    return report, rows, rows[0]["base"]


def _moved(draw: Random, printed: str) -> str:
    """Another number with as many decimals, near by."""
    unit = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    moved = Decimal(printed) + unit * draw.choice([-7, -2, -1, 1, 2, 7])
    return f"{abs(moved):f}"


def digit(draw: Random) -> Planted:
    """A per cent mistyped, of a base that is stated."""
    report, rows, base = _one(draw)
    row = draw.choice(rows)
    row["percent"] = _moved(draw, row["percent"])
    return report, not explained(rows, [base])


def base(draw: Random) -> Planted:
    """A base that is another's."""
    report, rows, true = _one(draw)
    rows[0]["base"] = max(1, true + draw.choice([-9, -2, -1, 1, 2, 9]))
    return report, not explained(rows, [rows[0]["base"]])


def count(draw: Random) -> Planted:
    """A count mistyped beside its per cent."""
    report, rows, stated = _one(draw, counts=True)
    row = draw.choice(rows)
    row["count"] = max(0, row["count"] + draw.choice([-10, -1, 1, 10]))
    return report, not explained(rows, [stated])


def unstated(draw: Random) -> Planted:
    """A count mistyped beside its per cent, where no base is stated."""
    report, rows, _ = _one(draw, counts=True, states=False, largest=60)
    row = draw.choice(rows)
    row["count"] = max(0, row["count"] + draw.choice([-10, -1, 1, 10]))
    return report, not explained(rows, range(1, 2_000))


def left_out(draw: Random) -> Planted:
    """A row left out, where everybody gave one answer and all are said to be listed."""
    report, rows, stated = _one(draw, answers="one", total=False)
    gone = draw.choice(rows[1:])
    report.rows.remove(gone)
    return report, not explained(report.column("q0"), [stated])


def other_rule(draw: Random) -> Planted:
    """One figure printed by another rule than the rest."""
    report, rows, stated = _one(draw, mode=ROUND_DOWN)
    row = draw.choice(rows)
    row["percent"] = shown(row["true"], stated, draw.choice([ROUND_UP, ROUND_HALF_UP]), report.places)
    return report, not explained(rows, [stated])


def total(draw: Random) -> Planted:
    """A total that is not its parts."""
    report, rows, stated = _one(draw, total=True)
    nets = [row for row in rows if row.get("total of")]
    for row in nets:
        row["percent"] = _moved(draw, row["percent"])
        row["count"] = None
    return report, bool(nets) and not explained(rows, [stated])


def whole(draw: Random) -> Planted:
    """The share of all mistyped, beside those of groups with their bases."""
    while True:
        report = made(
            draw,
            questions=1,
            grouped=True,
            kind="shares",
            states=True,
            counts=False,
            total=False,
            largest=200,
        )
        if any(row["group"] for row in report.rows):
            break
    rows = report.column("q0")
    row = draw.choice(rows)
    row["percent"] = _moved(draw, row["percent"])
    groups = dict.fromkeys(one["group"] for one in report.rows)
    bases = {group: report.column("q0", group)[0]["base"] for group in groups}
    meets = len(bases) < 3 or groups_meet(report, "q0", row["label"], bases)
    return report, not explained(rows, [bases[""]]) or not meets


def outside(draw: Random) -> Planted:
    """The share of all above that of every group, no base stated."""
    report, _ = whole(draw)
    label = report.column("q0")[0]["label"]
    for row in report.rows:
        row["base"] = row["answers"] = row["frame"] = None
    groups = [row for row in report.rows if row["group"] and row["label"] == label]
    top = max(Decimal(row["percent"]) for row in groups)
    report.column("q0")[0]["percent"] = f"{top + 3:f}"
    return report, len(groups) > 1


def above_base(draw: Random) -> Planted:
    """More people than the base."""
    report, rows, stated = _one(draw, counts=True)
    draw.choice(rows)["count"] = stated + draw.randint(1, 50)
    return report, True


def above_all(draw: Random) -> Planted:
    """More than 100 per cent of people."""
    report, rows, _ = _one(draw, states=draw.random() < 0.5, counts=False)
    draw.choice(rows)["percent"] = f"{Decimal(101) + Decimal(draw.randint(0, 99)) / 10:.1f}"
    return report, True


def mean(draw: Random) -> Planted:
    """A mean mistyped, its base stated."""
    report, rows, stated = _one(draw, kind="ratings", largest=30, places=2)
    row = draw.choice(rows)
    row["mean"] = _moved(draw, row["mean"])
    row.pop("sd", None)
    ratings = stated * row["items"]
    sums = {one for rule in _RULES for one in printing(row["mean"], ratings, rule, 1)}
    return report, not any(ratings <= one <= 5 * ratings for one in sums)


_RULES = ("half up", "half even", "truncated", "rounded up", "nearest")


def deviation(draw: Random) -> Planted:
    """A standard deviation mistyped, mean and base stated."""
    while True:
        report, rows, stated = _one(draw, kind="ratings", largest=7, places=2)
        if all("sd" in row for row in rows):
            break
    row = draw.choice(rows)
    row["sd"] = _moved(draw, row["sd"])
    return report, not scored(row["mean"], row["sd"], stated)


def touching(draw: Random) -> Planted:
    """Two bands with an end in common."""
    return _banded(draw, "4–9 years", "4–10 years")


def overlapping(draw: Random) -> Planted:
    """Two bands with more than an end in common."""
    return _banded(draw, "4–9 years", "4–12 years")


def gap(draw: Random) -> Planted:
    """A band begins later than the one before it ends."""
    return _banded(draw, "10–15 years", "12–15 years")


def _banded(draw: Random, label: str, wrong: str) -> Planted:
    report, rows, _ = _one(draw, kind="bands", total=False, answers="one")
    next(row for row in rows if row["label"] == label)["label"] = wrong
    return report, True


def twice(draw: Random) -> Planted:
    """A label that stands twice."""
    report, rows, _ = _one(draw, total=False)
    first, second = draw.sample(rows, 2)
    second["label"] = f" {first['label'].upper()}"
    return report, True


def frame(draw: Random) -> Planted:
    """More people answered than were to answer."""
    report, rows, stated = _one(draw)
    rows[0]["frame"] = draw.randint(1, stated - 1)
    return report, True


COLUMN = {"impossible_rows", "rounding_rules", "sums", "totals", "together", "bases"}
PLANTS: dict[str, tuple[Plant, Severity, set[str]]] = {
    "digit": (digit, "inconsistent", COLUMN),
    "base": (base, "inconsistent", COLUMN),
    "count": (count, "inconsistent", COLUMN),
    "base unstated": (unstated, "inconsistent", COLUMN),
    "row left out": (left_out, "inconsistent", COLUMN),
    "other rule": (other_rule, "inconsistent", COLUMN),
    "total": (total, "inconsistent", COLUMN),
    "share of all": (whole, "inconsistent", {"groups", *COLUMN}),
    "outside its groups": (outside, "doubtful", {"groups"}),
    "above the base": (above_base, "impossible", {"impossible_rows"}),
    "above 100 %": (above_all, "impossible", {"impossible_rows"}),
    "mean": (mean, "impossible", {"impossible_rows"}),
    "standard deviation": (deviation, "impossible", {"spreads"}),
    "bands touch": (touching, "doubtful", {"bands"}),
    "bands overlap": (overlapping, "inconsistent", {"bands"}),
    "bands leave a gap": (gap, "doubtful", {"bands"}),
    "label twice": (twice, "doubtful", {"labels"}),
    "frame": (frame, "inconsistent", {"response"}),
}
"""Each kind of error, the least severity that its finding must have, and the checks that may find it."""
