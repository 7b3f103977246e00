"""Rehearsals: simulated people reach every branch, and leave microdata that the analysis can read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.microdata import Microdata
from questionnaires import reader, rehearsal
from survey.commands import main
from tests.questionnaires.tiny import source, tiny
from tests.survey.respondents import EVERY_TYPE

RARE = """
- {item: n, type: number, whole: yes, min: 0, max: 99999, question: {en: N}}
- {item: rare, type: yes_no, question: {en: R}, shown if: n == 77777}
- {item: rarer, type: note, question: {en: S}, shown if: rare == no}
- {item: never, type: note, question: {en: T}, shown if: n > 100000}
- item: even
  type: number
  whole: yes
  required: yes
  min: 0
  max: 1000
  question: {en: E}
  checks: [{holds if: even == 500, say: {en: No}}, {holds if: even > 900, soft: yes, say: {en: Sure?}}]
"""


@pytest.mark.parametrize("name", reader.shipped_names())
def test_every_shipped_questionnaire_is_filled_with_every_branch_taken(name: str) -> None:
    done = rehearsal.rehearse(reader.shipped(name), 300)
    assert done.coverage.missed == ()
    assert all(some == every for some, every in (done.coverage.items, done.coverage.codes))
    assert done.troubles == {}


def test_every_type_is_filled() -> None:
    done = rehearsal.rehearse(reader.read(EVERY_TYPE), 150)
    assert (done.coverage.missed, done.troubles) == ((), {})


def test_what_chance_does_not_reach_the_witnesses_reach() -> None:
    done = rehearsal.rehearse(tiny(RARE), 60)
    assert done.coverage.items == (4, 5)
    assert ("never", "it cannot be reached") in done.coverage.missed
    assert {one.routed.answers.get("even") for one in done.responses} == {500}
    assert done.troubles == {}


def test_the_same_seed_draws_the_same_answers() -> None:
    one, same, other = (
        [filled.form for filled in rehearsal.rehearse(tiny(RARE), 20, seed).responses] for seed in (1, 1, 2)
    )
    assert one == same
    assert one != other


def test_what_no_answer_can_mend_is_told() -> None:
    checks = "checks: [{holds if: a == yes and a == no, say: {en: No}}]"
    items = f"- {{item: a, type: yes_no, required: yes, question: {{en: A}}, {checks}}}"
    done = rehearsal.rehearse(tiny(items), 5)
    assert done.troubles["a", "no acceptable answer was found"] == 5


def test_the_command_leaves_microdata_that_analysis_reads(tmp_path: Path) -> None:
    file, data = tmp_path / "q.yaml", tmp_path / "q.csv"
    file.write_text(EVERY_TYPE)
    found = CliRunner().invoke(main, ["rehearse", str(file), "-n", "40", "--data", str(data), "--json"])
    told = json.loads(found.stdout)
    assert (told["responses"], told["missed"], told["troubles"]) == (40, [], [])
    assert Microdata.from_files(data, tmp_path / "q.codebook.json").n == 40


def test_the_command_says_what_was_not_reached(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(source(RARE))
    found = CliRunner().invoke(main, ["rehearse", str(file), "-n", "20"])
    assert "not reached: never: it cannot be reached" in found.output
    refused = CliRunner().invoke(main, ["rehearse", str(file), "--language", "kk"])
    assert "has no language 'kk'; it has en" in refused.output


def test_a_real_server_takes_every_response(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(EVERY_TYPE)
    found = CliRunner().invoke(main, ["rehearse", str(file), "-n", "12", "--server", "--json"])
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout)["seconds_sending"] > 0


def test_a_shipped_questionnaire_is_rehearsed_by_its_name() -> None:
    from click.testing import CliRunner

    from survey.commands.rehearse import rehearse as command

    done = CliRunner().invoke(command, ["readers", "-n", "5"])
    assert "responses" in done.output
    unknown = CliRunner().invoke(command, ["nobodys"])
    assert "neither a file nor a shipped questionnaire" in unknown.output
