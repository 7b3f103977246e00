"""The JSON Schema of questionnaires: what the reader takes is valid, what has the wrong shape is not."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from questionnaires import reader, rules, schema
from questionnaires.nodes import Mapping, Node, Scalar, Sequence, compose
from questionnaires.problems import Report
from questionnaires.types import question_types
from survey.commands import main
from tests.journeys.test_universes import SOURCE
from tests.laws.test_question_types import EXAMPLES
from tests.questionnaires.tiny import source
from tests.survey.respondents import EVERY_TYPE

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "questionnaires.md").read_text("utf-8")
VALIDATOR = Draft202012Validator(schema.schema())
OF_SHAPE = re.findall(
    "[a-z-]+",
    "not-mapping not-list not-word not-yes-no not-number not-whole not-allowed unknown-key missing-key "
    "empty-value empty-list text-not-languages missing-language bad-name unknown-type",
)


def data(text: str) -> Any:
    """The file as an editor sees it, every value as written."""
    root = compose(text, Report())
    assert root is not None
    return _data(root)


def _data(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {key.text: _data(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [_data(one) for one in node.items]
    assert isinstance(node, Scalar)
    return node.text


def faults(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(data(text))]


def test_it_is_a_schema_that_json_can_hold() -> None:
    Draft202012Validator.check_schema(schema.schema())
    printed = CliRunner().invoke(main, ["check", "--schema"])
    assert json.loads(printed.output) == schema.schema()


@pytest.mark.parametrize("name", reader.shipped_names())
def test_every_shipped_questionnaire_is_valid(name: str) -> None:
    assert faults(reader.shipped(name).source) == []


@pytest.mark.parametrize("text", [EVERY_TYPE, SOURCE], ids=["every-type", "conditions"])
def test_questionnaires_with_everything_are_valid(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_type_is_valid(example: str) -> None:
    assert faults(source(f"- {{item: x, question: {{en: X}}, {example}}}")) == []


def test_the_documents_questionnaire_is_valid() -> None:
    [whole] = re.findall(r"```yaml\n(questionnaire: .*?)```", DOCUMENT, re.DOTALL)
    assert faults(whole) == []


def test_numbers_and_truths_are_valid_as_editors_read_them() -> None:
    file = data(source("- {item: x, type: number, question: {en: X}}"))
    item = file["sections"][0]["items"][0]
    item |= {"min": 3, "max": 4.5, "whole": True}
    assert VALIDATOR.is_valid(file)
    item["whole"] = 1
    assert not VALIDATOR.is_valid(file)


SHOWN = [rule for rule in rules.rules().values() if rule.where != "prose"]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_right_examples_are_valid_and_misshapen_ones_are_not(rule: rules.Rule) -> None:
    assert faults(rule.file(rule.right)) == []
    if rule.name in OF_SHAPE:
        assert faults(rule.file(rule.wrong)) != []


def test_every_type_is_in_it_with_its_own_keys_only() -> None:
    definitions = schema.schema()["$defs"]
    assert {f"type_{name}" for name in question_types()} <= set(definitions)
    assert "asks" in definitions["type_roster"]["properties"]
    assert "asks" not in definitions["type_text"]["properties"]
    assert faults(source("- {item: x, type: text, question: {en: X}, asks: []}")) != []
