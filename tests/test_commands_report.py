"""`report` and `methods`: from a closed survey to files, and every refusal in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.commands import main
from survey.publishing import Draft
from survey.storage import Store
from tests.survey.stores import answer_all, opened, small_settings

TOLD = """
sponsor: The akimat
conductor: {en: The library}
population: Everybody
frame: The list of 2026
recruitment: By a card
field_start: 2026-10-01
field_end: 2026-10-31
quality: Read twice
limitations: One village
contact: library@example.org
"""


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    store = Store(small_settings(tmp_path / "instance"))
    survey = opened(store, people=60)
    answer_all(store, survey)
    closed = store.close(survey)
    store.publish(closed, Draft.of(store, closed).publication().content)
    opened(store, mode="open")
    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, status: int = 0) -> Result:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == status, done.output
    return done


@pytest.fixture
def told(instance: Path) -> Path:
    (instance / "methods.yaml").write_text(TOLD, "utf-8")
    run("methods", "work@1", "--from", "methods.yaml")
    return instance


def test_a_report_is_refused_until_its_methods_are_told_and_says_what_is_missing(instance: Path) -> None:
    words = run("report", "work@1", "--language", "en", status=1).stderr
    for name in ("sponsor", "frame", "field_start", "contact"):
        assert name in words
    assert list(instance.glob("*.docx")) == []


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_a_report_is_written_and_the_same_again(told: Path, form: str) -> None:
    run("report", "work@1", "--language", "en", "--format", form)
    first = (told / f"work-1-en.{form}").read_bytes()
    run("report", "work", "--language", "en", "--format", form, "--output", f"again.{form}")
    assert (told / f"again.{form}").read_bytes() == first


def test_a_report_is_written_into_a_folder_that_is_there(told: Path) -> None:
    (told / "reports").mkdir()
    run("report", "work@1", "--language", "en", "--format", "html", "--output", "reports")
    assert [path.name for path in (told / "reports").iterdir()] == ["work-1-en.html"]


def test_a_report_for_each_group_stands_in_a_folder(told: Path) -> None:
    run("report", "work@1", "--language", "en", "--format", "html", "--by", "place")
    made = sorted(path.name for path in (told / "work-1-en-by-place").iterdir())
    assert made == ["01-town.html", "02-village.html", "03-road.html"]
    assert "“Town”" in (told / "work-1-en-by-place" / made[0]).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "nobody"), "no survey 'nobody'"),
        (("report", "work@2"), "is open"),
        (("report", "work@1", "--language", "kk"), "not asked in 'kk'"),
        (("report", "work@1", "--language", "en", "--format", "odt"), "no format 'odt'"),
        (("report", "work@1", "--language", "en", "--by", "mood"), "not broken down by 'mood'"),
        (("report", "work@1", "--language", "en", "--output", "none/x.docx"), "cannot be written"),
        (
            ("report", "work@1", "--language", "en", "--by", "place", "--output", "methods.yaml"),
            "methods.yaml",
        ),
        (("methods", "nobody"), "no survey 'nobody'"),
        (("methods", "work@1", "--set", "sponser=x"), "no element 'sponser'"),
        (("methods", "work@1", "--set", "sponsor"), "ELEMENT=TEXT"),
        (("methods", "work@1", "--set", "sponsor.kk=x"), "no language 'kk'"),
        (("methods", "work@1", "--set", "field_end=2026-09-30"), "comes before"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(told: Path, words: tuple[str, ...], said: str) -> None:
    assert said in run(*words, status=1).stderr
    assert json.loads(run("methods", "work@1", "--json").stdout)["sponsor"] == {"en": "The akimat"}


@pytest.mark.parametrize(
    "broken", ["sponsor: [", "- sponsor", "sponsor: {en: {en: x}}", "sponsor: !!python/name:os"]
)
def test_a_broken_file_is_refused_and_changes_nothing(told: Path, broken: str) -> None:
    (told / "broken.yaml").write_text(broken, "utf-8")
    run("methods", "work@1", "--from", "broken.yaml", status=1)
    assert json.loads(run("methods", "work@1", "--json").stdout)["sponsor"] == {"en": "The akimat"}


def test_a_file_of_another_encoding_is_refused(told: Path) -> None:
    (told / "old.yaml").write_bytes("sponsor: Әкімдік".encode("utf-16"))
    assert "UTF-8" in run("methods", "work@1", "--from", "old.yaml", status=1).stderr


def test_methods_are_told_while_the_survey_is_in_the_field(instance: Path) -> None:
    done = run("methods", "work@2", "--set", "sponsor=UNESCO", "--set", "contact.en=at home")
    assert "UNESCO" in done.stdout
    assert "Lacking in en: conductor" in done.stderr


def test_an_unpublished_survey_has_no_report(instance: Path) -> None:
    store = Store(small_settings(instance / "instance"))
    survey = opened(store, mode="open")
    store.close(survey)
    assert "has not been published" in run("report", survey.address, "--language", "en", status=1).stderr
