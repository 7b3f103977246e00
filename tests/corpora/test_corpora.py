"""Every form of the folder is imported: no crash, nothing lost in silence, no valid form refused.

`make corpora CORPORA_DIR=...` runs this alone on another collection of the same form and prints the scores.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from questionnaires import formats, reader
from questionnaires.formats import Imported, NotReadable
from tests.corpora import kinds, scores

FOLDER = Path(os.environ.get("CORPORA_DIR") or Path(__file__).parent / "data")
OWN = not os.environ.get("CORPORA_DIR")
PRESENT = [name for name in kinds.kinds() if (FOLDER / name).is_dir()]
LARGE = 10
"""Forms with so many questions are counted for themselves too."""


def verdict(case: kinds.Case, counts: Counter[str], facets: dict[str, Counter[str]]) -> str:
    """What became of a form."""
    try:
        found = formats.read(case.content, case.file)
    except NotReadable as refusal:
        counts["with its row"] += bool(refusal.sheet and refusal.row)
        return "refused" if not case.valid else "wrongly refused"
    if not case.valid:
        return "wrongly accepted"
    reader.read(found.source)
    kept = scores.parts(case.expected, found.found)
    for facet, (part, total) in kept.items():
        facets[facet] += Counter(kept=part, total=total)
    return _kept(case, found, kept)


def _kept(case: kinds.Case, found: Imported, kept: scores.Parts) -> str:
    if scores.full(kept):
        return "full"
    if not found.losses:
        return "silent loss"
    gone = {loss.place for loss in found.losses if loss.declared}
    rest = scores.without(case.expected, gone)
    return "full but declared" if scores.full(scores.parts(rest, found.found)) else "declared loss"


@pytest.mark.parametrize("kind", PRESENT)
def test_nothing_is_lost_in_silence(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[str] = Counter()
    facets: dict[str, Counter[str]] = {}
    facets = {name: Counter() for name in ("questions", "order", "choices", "languages", "routing")}
    said: list[tuple[str, str]] = []
    for case in kinds.KINDS[kind](FOLDER / kind):
        what = verdict(case, counts, facets)
        counts[what] += 1
        counts["valid" if case.valid else "invalid"] += 1
        if len(case.expected.get("questions", ())) >= LARGE:
            counts["large"] += 1
            counts["large and full but declared"] += what in ("full", "full but declared")
        said.append((case.name, what))
    with capsys.disabled():
        _tell(kind, counts, facets)
    wrong = [one for one in said if one[1] in ("silent loss", "wrongly refused")]
    assert not wrong
    assert counts["wrongly accepted"] * 20 <= counts["invalid"]
    if OWN:
        assert not [one for one in said if one[1] not in ("full", "full but declared", "refused")]


def _tell(kind: str, counts: Counter[str], facets: dict[str, Counter[str]]) -> None:
    whole = counts["full"] + counts["full but declared"]
    lines = {
        "valid": counts["valid"],
        "everything kept": counts["full"],
        "everything but media, places, devices": whole,
        "of these with ten questions": f"{counts['large and full but declared']} of {counts['large']}",
        "losses named": counts["declared loss"],
        "silent losses": counts["silent loss"],
        "wrongly refused": counts["wrongly refused"],
        "invalid": counts["invalid"],
        "refused": counts["refused"],
        "with sheet and row": counts["with its row"],
    }
    lines |= {name: f"{one['kept']} of {one['total']}" for name, one in facets.items() if one["total"]}
    print(f"\n{kind}: " + ", ".join(f"{name} {value}" for name, value in lines.items()))


def test_a_loss_that_nobody_named_would_be_found() -> None:
    case = next(kinds.files(FOLDER / "xlsform"), None) if OWN else None
    if case is None:
        pytest.skip("another collection")
    found = formats.read(case.content, case.file)
    less: dict[str, Any] = {**found.found, "questions": list(found.found["questions"])[1:]}
    silent = Imported(found.source, (), (), less)
    assert _kept(case, silent, scores.parts(case.expected, less)) == "silent loss"
