"""The catalogue of rules: every rule has its number, and examples that are what they say."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from questionnaires import lint, rules
from questionnaires.problems import RULES
from survey.commands import main
from tests.questionnaires.tiny import problems, source, tiny

ROOT = Path(__file__).parents[2]
SHOWN = [rule for rule in rules.rules().values() if rule.where != "prose"]
ASKED = "- {item: a, type: number, max: 9, question: {en: A}}\n"
NEVER = "- {item: b, type: text, question: {en: B}, shown if: a > 10%s}"


def test_every_rule_has_its_own_number_in_order() -> None:
    assert set(rules.rules()) == set(RULES)
    assert [one.number for one in rules.rules().values()] == [f"S{n:03}" for n in range(1, len(RULES) + 1)]
    assert {one.where for one in rules.rules().values()} <= set(rules.WHERE)


def test_numbers_stay() -> None:
    known = {"empty-file": "S001", "never-asked": "S082", "long-question": "S085", "all-excluding": "S089"}
    assert {name: rules.number_of(name) for name in known} == known


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_the_wrong_example_breaks_its_rule_and_the_right_one_none(rule: rules.Rule) -> None:
    assert rule.name in [one.rule for one in rules.broken(rule.file(rule.wrong))]
    assert [one.rule for one in rules.broken(rule.file(rule.right))] == []


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_advice_is_what_does_not_keep_a_file_from_being_read(rule: rules.Rule) -> None:
    assert rule.advice == (rule.name not in [one.rule for one in problems(rule.file(rule.wrong))])


def test_the_page_of_rules_is_made_of_the_catalogue() -> None:
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert written == rules.page(), "run: saualnama check --rules > docs/rules.md"
    printed = CliRunner().invoke(main, ["check", "--rules"])
    assert printed.output == written


def test_a_check_prints_the_number(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(source(ASKED + NEVER % ""))
    found = CliRunner().invoke(main, ["check", str(file)])
    assert "warning: Item “b” can never be shown" in found.output
    assert "(S082 never-asked)" in found.output
    assert CliRunner().invoke(main, ["check"]).exit_code == 2


def test_advice_is_silenced_at_an_item_or_for_the_whole_file() -> None:
    assert [one.rule for one in lint.check(tiny(ASKED + NEVER % ""))] == ["never-asked"]
    assert lint.check(tiny(ASKED + NEVER % ", silence: [S082]")) == []
    assert lint.check(tiny(ASKED + NEVER % "", tail="silence: [S082]\n")) == []
    elsewhere = ASKED.replace("}}", "}, silence: [S082]}") + NEVER % ""
    assert [one.rule for one in lint.check(tiny(elsewhere))] == ["never-asked"]


def test_problems_cannot_be_silenced() -> None:
    [found] = problems(source(ASKED + NEVER % ", silence: [S001]"))
    assert found.rule == "silence-number"
    assert "S082" in found.message
