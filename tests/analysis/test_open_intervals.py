"""Where a design tells nothing of the spread, the open intervals say why, in each language."""

import pytest

from analysis.codebook import Codebook
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.microdata import Microdata
from analysis.tallies import tally
from analysis.words import method
from tests.analysis.people import coded

BOOK = Codebook("b", (coded("x", "1", "2"), coded("y", "1", "2")))
SAID = {
    "en": "a stratum has only one sampled cluster",
    "kk": "қабатта іріктелген кластер біреу ғана",
    "ru": "в страте отобран только один кластер",
}


def data(clusters: str, strata: str, lonely: str = "fail") -> Microdata:
    rows = [{"x": str(1 + i % 2), "y": str(1 + i // 4)} for i in range(8)]
    return Microdata.from_records(
        BOOK, rows, Design(strata=tuple(strata), clusters=tuple(clusters), lonely=lonely)
    )


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_a_lonely_cluster_is_told_beside_its_open_intervals(language: str, said: str) -> None:
    lonely = data("aabbcccc", "uuuuvvvv")
    found = tally(lonely, "x")
    assert {(row.low, row.high) for row in found.rows} == {(0, 100)}
    assert said in method(found, language)
    assert said in method(crosstab(data("aaaabbbb", "uuuuvvvv", "remove"), "x", "y"), language)


def test_a_design_that_tells_of_its_spread_is_not_blamed() -> None:
    for found in (tally(data("aabbccdd", "uuuuvvvv"), "x"), crosstab(data("aabbccdd", "uuuuvvvv"), "x", "y")):
        assert SAID["en"] not in method(found, "en")
