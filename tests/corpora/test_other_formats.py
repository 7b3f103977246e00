"""SurveyJS, Qualtrics, FHIR and DDI: what the files say is kept or named as lost; the scores are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from questionnaires import formats, reader
from questionnaires.formats import Imported, NotReadable
from tests.corpora.kinds import files
from tests.corpora.test_corpora import FOLDER

KINDS: Mapping[str, tuple[str, str]] = {
    "surveyjs": ("questions", "name"),
    "qsf": ("questions", "id"),
    "fhir": ("items", "linkId"),
    "ddi": ("variables", "name"),
}
"""Kind -> the list of its questions, and what names them."""

PRESENT = [kind for kind in KINDS if (FOLDER / kind).is_dir()]


def pairs(
    expected: Mapping[str, Any], found: Mapping[str, Any], kind: str
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """What must be reproduced beside what was found: by name, and of one name in order."""
    listed, name = KINDS[kind]
    seen: Counter[str] = Counter()
    made: dict[tuple[str, int], dict[str, Any]] = {}
    for one in found.get(listed, ()):
        key = str(one.get(name))
        made[key, seen[key]] = one
        seen[key] += 1
    seen.clear()
    for one in expected.get(listed, ()):
        key = str(one.get(name))
        yield one, made.get((key, seen[key]), {})
        seen[key] += 1


def lacking(expected: Mapping[str, Any], found: Mapping[str, Any], kind: str) -> list[tuple[str, str, bool]]:
    """Facets of every question: its name, the facet, whether it is kept."""
    name = KINDS[kind][1]
    return [
        (str(one.get(name)), facet, other.get(facet) == value)
        for one, other in pairs(expected, found, kind)
        for facet, value in one.items()
        if value not in (None, False, [], "") and facet != "page"
    ]


def named(found: Imported, expected: Mapping[str, Any], kind: str, name: str) -> bool:
    """Whether a loss names the question, or what it stands in."""
    listed, key = KINDS[kind]
    parents = {str(one.get(key)): str(one.get("parent")) for one in expected[listed]}
    places = {loss.place.partition("//")[0] for loss in found.losses}
    while name in parents and name not in places:
        name = parents[name]
    return name in places


@pytest.mark.parametrize("kind", PRESENT)
def test_what_is_not_kept_is_named(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    facets: dict[str, Counter[str]] = {}
    counts: Counter[str] = Counter()
    silent: list[tuple[str, str, str]] = []
    for case in files(Path(FOLDER / kind)):
        counts["files"] += 1
        try:
            found = formats.read(case.content, case.file)
        except NotReadable:
            counts["refused"] += 1
            assert not case.expected.get(KINDS[kind][0]), case.name
            continue
        reader.read(found.source)
        every = lacking(case.expected, found.found, kind)
        for _, facet, kept in every:
            facets.setdefault(facet, Counter()).update(kept=kept, total=1)
        counts["everything kept"] += all(kept for *_, kept in every)
        counts["losses"] += len(found.losses)
        silent += [
            (case.name, name, facet)
            for name, facet, kept in every
            if not kept and not named(found, case.expected, kind, name)
        ]
    with capsys.disabled():
        said = ", ".join(f"{name} {one['kept']} of {one['total']}" for name, one in facets.items())
        print(f"\n{kind}: {dict(counts)}, {said}")
    assert not silent
