"""`saualnama publish`: what the pages can do, for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.publications import Publication
from survey.commands import main
from survey.storage import Store
from tests.survey.readers import fresh, in_the_field


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return fresh(tmp_path)


@pytest.fixture
def closed(store: Store) -> Store:
    store.close(in_the_field(store))
    return store


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["publish", "reading", *words])
    assert result.exit_code == status, result.output
    return result


def test_the_preview_prints_the_recoding_and_publishes_nothing(closed: Store) -> None:
    told = run("--preview", "--language", "kk").output
    assert "place\tАуыл / Қос\tvillage, camp\t" in told
    assert "place=village+camp\t" in told
    assert "comment" not in told
    assert closed.publications() == []


def test_chosen_questions_and_facts_are_published(closed: Store) -> None:
    run("--questions", "mood, why", "--filters", "place")
    found = Publication.of(closed.publications()[0].content, 1)
    assert [one.name for one in found.questions] == ["mood", "why"]
    assert [one.name for one in found.variables] == ["place"]


def test_the_json_is_what_is_published(closed: Store) -> None:
    told = json.loads(run("--preview", "--json").output)
    run()
    assert closed.publications()[0].content == told


def test_totals_alone_can_be_published_and_groups_later(closed: Store) -> None:
    run("--filters", "")
    assert Publication.of(closed.publications()[0].content).filters == {}
    run()
    assert Publication.of(closed.publications()[1].content).filters


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--questions", "comment"], "Texts are never published"),
        (["--questions", "nothing"], "no question named nothing"),
        (["--questions", ""], "at least one question"),
        (["--filters", "age"], "Nothing can be broken down by age"),
    ],
)
def test_what_a_rule_forbids_is_refused_with_the_reason(closed: Store, words: list[str], why: str) -> None:
    assert why in run(*words, status=1).output
    assert closed.publications() == []


def test_the_groups_stay_for_good(closed: Store) -> None:
    run("--filters", "place")
    assert "they stay for good" in run("--filters", "mood", status=1).output


def test_the_field_has_releases_but_no_preview(store: Store) -> None:
    in_the_field(store)
    assert "no preview in the field" in run("--preview", status=1).output
    run()
    assert "30 new answers" in run(status=1).output
    assert len(store.publications()) == 1
