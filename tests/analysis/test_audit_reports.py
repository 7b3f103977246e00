"""Audits of hundreds of made-up reports: no false alarm in true ones, every error found that can be found."""

from collections import Counter
from random import Random
from typing import Any

import pytest

from analysis.audits import audit_table
from analysis.audits.table import Severity, TableAudit
from analysis.show import as_csv, as_html, as_json, as_text
from tests.analysis.plants import PLANTS
from tests.analysis.reports import Made, made

TRUE = 500
PLANTED = 40


def audited(report: Made) -> TableAudit:
    return audit_table([{key: value for key, value in row.items() if key != "true"} for row in report.rows])


def told(result: TableAudit, severity: Severity) -> list[Any]:
    return [
        (one.check, one.question, one.group, one.label, dict(one.said.values))
        for one in result.worst(severity)
    ]


def test_no_true_report_is_called_impossible_or_inconsistent() -> None:
    alarms = {}
    for seed in range(TRUE):
        report = made(Random(seed))
        if found := told(audited(report), "inconsistent"):
            alarms[seed] = (report, found)
    assert alarms == {}


def test_the_true_base_and_rule_are_among_the_possible() -> None:
    modes = {"ROUND_HALF_UP": "half up", "ROUND_HALF_EVEN": "half even", "ROUND_DOWN": "truncated"}
    rules = modes | {"ROUND_UP": "rounded up", "float": "nearest"}
    for seed in range(100):
        report = made(Random(seed), questions=1, grouped=False, kind="shares", states=False, largest=300)
        column = audited(report).columns[0]
        assert rules[report.mode] in column.rules, (seed, report)


@pytest.mark.parametrize("kind", PLANTS)
def test_a_planted_error_is_found_exactly_when_it_can_be_found(kind: str) -> None:
    plant, severity, checks = PLANTS[kind]
    counted: Counter[tuple[bool, bool]] = Counter()
    wrong = []
    for seed in range(PLANTED):
        report, detectable = plant(Random(f"{kind} {seed}"))
        grave = audited(report).worst(severity)
        found = bool({one.check for one in grave} & checks)
        counted[found, detectable] += 1
        if found != detectable:
            wrong.append((seed, report, grave))
    there = counted[True, True] + counted[False, True]
    print(f"{kind}: {counted[True, True]} of {there} found, {PLANTED - there} hidden by rounding")
    assert wrong == []
    assert there > PLANTED // 4


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_finding_is_said_in_every_language(language: str) -> None:
    for kind, (plant, *_) in PLANTS.items():
        result = audited(plant(Random(kind))[0])
        texts = [one["text"] for one in as_json(result, language)["findings"]]
        assert all(text and "{" not in text for text in texts)
        assert all(show(result, language) for show in (as_text, as_html, as_csv))
