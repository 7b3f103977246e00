"""Who answered of those who should, and what the silent could change: rates and bounds in one report."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.entrance import guard
from analysis.errors import UnreadableFile
from analysis.microdata import Microdata
from analysis.nonresponse import Dispositions, ResponseRates, response_rates
from analysis.shown import Shown
from analysis.tallies import tally
from analysis.worst_case import WorstCase, worst_case


@dataclass(frozen=True, slots=True)
class Responses(Shown):
    """Response rates by stratum and, where a variable is named, the worst-case bounds of its shares."""

    rates: ResponseRates
    bounds: WorstCase | None = None


def responses(
    frame: Mapping[str, Dispositions],
    microdata: Microdata | None = None,
    variable: str | None = None,
    *,
    eligible: float | None = None,
) -> Responses:
    """AAPOR's response rates of a frame (stratum -> dispositions), and the bounds of a variable's shares
    among all people who may be eligible (see `analysis.nonresponse` and `analysis.worst_case`).

    `eligible` is e, the share of unknown people taken as eligible (0 to 1; computed unless given). The bounds
    count all of the unknown, the worst case, unless e is 0.
    NobodyAnswered for a frame of nobody, NotANumber for e out of bounds, UndefinedStatistic for weighted
    data and for variables without shares.
    """
    rates = response_rates(frame, eligible)
    if microdata is None or variable is None:
        return Responses(rates)
    whole = rates.overall.dispositions
    size = whole.eligible + (whole.unknown if rates.e else 0)
    return Responses(rates, worst_case(tally(microdata, variable), size))


def read_frame(path: str | Path) -> dict[str, Dispositions]:
    """A frame file (CSV with columns stratum and disposition, AAPOR's codes) as dispositions by stratum.

    UnreadableFile names the row that lacks one of the two; UndefinedStatistic for an unknown code.
    """
    file = Path(path)
    codes: dict[str, list[str]] = defaultdict(list)
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            for number, row in enumerate(csv.DictReader(opened), start=2):
                if not row.get("stratum") or not row.get("disposition"):
                    raise UnreadableFile(f"{file}, row {number}: stratum and disposition must both be filled")
                codes[row["stratum"].strip()].append(row["disposition"])
    except OSError as reason:
        raise UnreadableFile(f"{file} cannot be read: {reason.strerror}") from reason
    except (UnicodeDecodeError, csv.Error) as reason:
        raise UnreadableFile(f"{file} is not CSV in UTF-8: {reason}") from reason
    return {name: Dispositions.of_codes(given) for name, given in codes.items()}


guard(__name__)
