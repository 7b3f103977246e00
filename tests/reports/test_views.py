"""Views that researchers keep stand in reports as the public may see them."""

import pytest

from analysis.reports import View, report
from analysis.reports.document import Figure, Heading, Table
from analysis.reports.numbers import percent
from analysis.reports.parts.views import views
from survey.reporting import view_of
from tests.reports import examples


@pytest.mark.parametrize(
    ("address", "view"),
    [
        ("question/attitude?by=tenure&sort=size&weights=frame", View("Kept", "attitude", "tenure")),
        ("question/motive", View("Kept", "motive")),
        ("crosstab?row=attitude&column=system&show=rows", View("Kept", "attitude", "system")),
        (
            "crosstab?row=statements_extra_income&column=tenure",
            View("Kept", "statements", "tenure", "statements_extra_income"),
        ),
    ],
)
def test_a_kept_view_is_the_published_table_of_its_question(address, view):
    assert view_of(examples.publication(), "Kept", address) == view


def blocks(kind, **more):
    return [one for one in report(examples.source("en", **more)).blocks if isinstance(one, kind)]


def test_kept_views_stand_under_their_names_in_order():
    names = [one.title for one in examples.VIEWS]
    assert [one.text for one in blocks(Heading) if one.text in names] == names
    assert "Chosen tables" not in [one.text for one in blocks(Heading, views=())]


def test_what_the_public_may_not_see_has_no_table_but_a_reason():
    tables = {one.anchor for one in blocks(Table)}
    assert {"view-1-table", "view-2-table", "view-3-table"} <= tables
    assert "view-4-table" not in tables


def test_a_view_shows_the_numbers_of_the_publication():
    table = examples.publication().breakdown("attitude", "tenure")
    (sheet,) = (one.sheet for one in blocks(Table) if one.anchor == "view-1-table")
    cells = {cell for line in sheet.lines for cell in line.cells}
    assert {str(percent(share, "en")) for share in table.column_percents[0]} <= cells


@pytest.mark.parametrize(
    ("question", "by", "kind"),
    [
        ("mentor", "tenure", "grouped"),
        ("attitude", "tenure", "stacked"),
        ("attitude", "system", "stacked"),
        ("motive", "tenure", "grouped"),
        ("motive", "system", None),
        ("motive", "", None),
    ],
)
def test_the_chart_of_a_view_shows_every_answer_where_one_can(question, by, kind):
    source = examples.source("kk", views=(View("Көрініс", question, by),))
    (figure,) = (one for one in views(source) if isinstance(one, Figure))
    assert figure.kind == kind
