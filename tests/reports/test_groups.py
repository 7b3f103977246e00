"""The reports of groups: each beside everybody, from the served tables of one publication only."""

import pytest

from analysis.publications import EVERYBODY
from analysis.reports import MethodsError, report
from analysis.reports.document import Figure, Table
from analysis.reports.numbers import count, percent
from survey.reporting import by_groups
from tests.reports import examples

GROUPS = by_groups(examples.source("kk"), examples.questionnaire(), "system")
PUBLICATION = examples.publication()


def tables(source):
    """Question -> (code -> what is told of the group, its base or bases)."""
    return {name: told(source, name, sheet) for name, sheet in sheets(source).items()}


def sheets(source):
    """Question -> the table in which the group stands."""
    blocks = [one for one in report(source).blocks if isinstance(one, Table)]
    own = {one.anchor: one.sheet for one in blocks if "Осы топ" in one.sheet.heads}
    return own | {
        one.anchor.removeprefix("group-"): one.sheet for one in blocks if one.anchor.startswith("group-")
    }


def told(source, name, sheet):
    """Of a grid the bases; else label -> per cent, the base last."""
    if "Осы топ" not in sheet.heads:
        return [line.cells[-1] for line in sheet.lines]
    return {line.head: line.cells[-1] for line in sheet.lines}


def test_every_system_of_the_frame_has_a_report_in_the_order_of_the_questionnaire():
    options = [one.value for one in examples.questionnaire().item("system").options]
    assert list(GROUPS) == options


def test_a_small_group_stands_in_its_class_and_names_those_it_was_merged_with():
    for code, source in GROUPS.items():
        found = PUBLICATION.variable("system").class_of(code)
        if found is None:
            assert source.group.code == ""
            continue
        assert source.group.code == found.code
        assert len(source.group.others) == len(found.codes) - 1
        texts = " ".join(one.text for one in report(source).paragraphs())
        assert all(other in texts for other in source.group.others)
        assert source.group.name in texts


@pytest.mark.parametrize("code", ["abay", "regional_or_other", "satpayev"])
def test_the_numbers_of_a_group_are_those_that_the_publication_serves(code):
    source = GROUPS[code]
    made = tables(source)
    assert len(made) > 10
    for name, group in made.items():
        served = PUBLICATION.tally(name, source.group.filter)
        assert served.protected
        if served.items:
            assert group == [str(count(item.base, "kk")) for item in served.items]
        else:
            *rows, base = group.values()
            assert base == str(count(served.base, "kk"))
            shares = {
                row.label["kk"]: str(percent(row.percent, "kk")) for row in (*served.rows, *served.nets)
            }
            assert dict(zip(group, rows, strict=False)) == shares


def test_the_table_of_a_group_says_who_the_group_is_and_that_its_numbers_bear_noise():
    for sheet in sheets(GROUPS["abay"]).values():
        assert any(note.startswith("Осы топ – Абай ауданы / ") for note in sheet.notes)
        assert any("кездейсоқ түзету" in note for note in sheet.notes)


def test_the_chart_shows_the_group_beside_everybody_wherever_it_is_served():
    source = GROUPS["bukhar_zhyrau"]
    drawn = {one.anchor: one for one in report(source).blocks if isinstance(one, Figure)}
    for name in sheets(source):
        served = PUBLICATION.tally(name, source.group.filter)
        if served.items:
            assert drawn[f"figure-{name}"].result.population
            assert drawn[f"group-figure-{name}"].result == served
            continue
        figure = drawn[f"figure-{name}"]
        assert figure.result.protected
        columns = zip(*figure.result.column_percents, strict=True)
        everybody, group = (dict(zip(figure.result.row_codes, one, strict=True)) for one in columns)
        assert group == {row.code: row.percent for row in served.rows}
        total = PUBLICATION.question(name).total
        assert everybody == {row.code: row.percent for row in total.rows}
        assert f"n = {served.base}" in figure.alternative or figure.kind == "gap"


def test_no_difference_is_told_from_a_share_that_is_only_said_to_be_below_five():
    drawn = [one for one in report(GROUPS["abay"]).blocks if isinstance(one, Figure) and one.kind == "gap"]
    told = [line for one in drawn for line in one.alternative.split(". ") if "<5" in line]
    assert told
    assert not [line for line in told if "айырма" in line and "Оң жақтағы" not in line]


def test_two_groups_of_one_class_tell_the_same_numbers():
    assert PUBLICATION.variable("system").class_of("abay") == PUBLICATION.variable("system").class_of(
        "karkaraly"
    )
    assert tables(GROUPS["abay"]) == tables(GROUPS["karkaraly"])


def test_facts_about_people_are_told_of_everybody_only():
    facts = {asked.name for section in GROUPS["abay"].sections for asked in section.asked if asked.fact}
    assert not facts & set(tables(GROUPS["abay"]))


def test_the_totals_of_a_group_report_are_those_of_everybody():
    sheets = {one.anchor: one.sheet for one in report(GROUPS["abay"]).blocks if isinstance(one, Table)}
    total = PUBLICATION.tally("attitude", EVERYBODY)
    assert sheets["attitude"].lines[-1].cells[0] == str(total.base)


def test_a_variable_that_the_publication_is_not_broken_down_by_is_refused_with_those_that_are():
    with pytest.raises(MethodsError, match=r"not broken down by 'mood'; it is by .*system"):
        by_groups(examples.source("kk"), examples.questionnaire(), "mood")
