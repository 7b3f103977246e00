"""Laws of question types: registering one is being tested."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import MISSING_KINDS
from questionnaires import coding, reader, routing, types
from questionnaires.questionnaire import Item, Questionnaire
from questionnaires.types import Parsed, QuestionType, question_types, type_of
from tests.questionnaires.tiny import item, tiny

CODES = (
    "codes: {a: {en: A, score: 1}, b: {en: B, score: 2}, "
    "o: {en: O, write in: yes}, n: {en: N, exclusive: yes}}"
)
ROWS = "rows: {r: {en: R}, q: {en: Q, reversed: yes}}, codes: {a: {en: A}, b: {en: B}}"

EXAMPLES = [
    f"type: single, {CODES}, does not know: yes, required: yes",
    f"type: multiple, {CODES}, refused: yes, nets: {{n: {{en: N, codes: [a, b]}}}}",
    f"type: grid, {ROWS}, refused: yes",
    f"type: ranking, {CODES}, first: 2, refused: yes",
    f"type: ranking, {CODES}, required: yes",
    "type: number, min: -3.5, max: 60, refused: yes",
    "type: number",
    "type: number, whole: yes, min: 0, max: 60, "
    "bands: {variable: y, label: {en: Y}, starts at: [1, 4], codes: [a, b, c], unit: years}",
    "type: year, min: 2009, max: 2026, does not know: yes",
    "type: text, length: 12",
    "type: text, long: yes, refused: yes",
    "type: note",
    "type: yes_no, does not know: yes",
    f"type: dropdown, search: yes, ordered: yes, {CODES.replace(', write in: yes', '')}",
    "type: date, from: 2020-02-29, to: 31.12.2026, refused: yes",
    "type: time, from: '08:00', to: '18:30'",
    "type: decimal, digits: 1, min: 0, max: 9.5",
    "type: slider, left: {en: L}, right: {en: R}, does not know: yes",
    "type: acknowledgement, label: {en: I know}, required: yes",
    "type: hidden, code: pilot",
    f"type: matrix, {ROWS}, refused: yes",
    "type: constant_sum, total: 10, rows: {r: {en: R}, q: {en: Q}}",
    "type: calculated, value: 2 * 3, whole: yes",
    "type: calculated, value: '\"w\"', gives: text",
    "type: paired_comparison, codes: {a: {en: A}, b: {en: B}, c: {en: C}}, refused: yes",
    "type: best_worst, best: {en: B}, worst: {en: W}, "
    "codes: {a: {en: A}, b: {en: B}, c: {en: C}, d: {en: D}}",
    "type: roster, most: 3, least: 1, each: {en: One}, refused: yes, "
    "asks: [{item: a, type: text, question: {en: A}}]",
]
ITEMS = [item(example) for example in EXAMPLES]
SHIPPED = [one for name in reader.shipped_names() for one in reader.shipped(name).items()]

every_item = pytest.mark.parametrize("one", ITEMS, ids=EXAMPLES)


def test_every_type_has_an_example_here() -> None:
    assert {one.type for one in ITEMS} == set(question_types())


def test_every_type_has_its_template_beside_it() -> None:
    folder = Path(types.__file__).parent
    assert [one.template for one in question_types().values() if not (folder / one.template).exists()] == []


def test_every_type_that_asks_has_its_paper_template_beside_it() -> None:
    folder = Path(types.__file__).parent
    kinds = [one for one in question_types().values() if one.asks]
    assert [one.name for one in kinds if not (folder / one.template).with_suffix(".typ").exists()] == []


def drawn(one: Item) -> Iterator[tuple[Any, dict[str, str]]]:
    """Two hundred answers."""
    random = Random(2026)
    return (type_of(one).draw(one, random) for _ in range(200))


@pytest.mark.parametrize("one", [*ITEMS, *SHIPPED], ids=lambda one: f"{one.type}-{one.name}")
def test_what_is_filled_in_is_read_back(one: Item) -> None:
    for answer, write_ins in drawn(one):
        form = type_of(one).fill(one, answer, write_ins)
        assert type_of(one).parse(one, form) == Parsed(answer, write_ins, ())
        assert not one.required or not type_of(one).lacking(one, answer)


@every_item
def test_an_explicit_missing_is_read_back(one: Item) -> None:
    if one.type in ("number", "year", "text", "ranking"):
        for option in one.options:
            if option.missing:
                answer = {"missing": option.missing}
                assert type_of(one).parse(one, type_of(one).fill(one, answer, {})).answer == answer


@every_item
def test_nothing_filled_in_is_no_answer_of_a_type_that_asks(one: Item) -> None:
    if type_of(one).asks:
        assert type_of(one).parse(one, {}) == Parsed()
    assert type_of(one).fill(one, None, {}) == {}


def coded(one: Item, answer: Any) -> dict[str, Any]:
    """The variables of an answer, checked against what the type declares."""
    variables = {variable.name: variable for variable in type_of(one).variables(one)}
    values = type_of(one).code(one, answer, "skipped")
    assert set(values) == set(variables)
    for name, value in values.items():
        variable = variables[name]
        if value not in MISSING_KINDS and variable.level not in ("text", "scale"):
            assert value in {code.value for code in variable.valid_codes}
        if variable.level == "scale" and value not in MISSING_KINDS:
            assert isinstance(value, float)
    return values


@every_item
def test_coding_gives_the_declared_variables_with_declared_codes(one: Item) -> None:
    for answer, _ in drawn(one):
        coded(one, answer)
    assert set(coded(one, None).values()) <= {"skipped"}


@every_item
def test_sets_unite_the_declared_variables(one: Item) -> None:
    labels = {variable.name: variable.label for variable in type_of(one).variables(one)}
    sets = type_of(one).sets(one)
    assert not sets or [name for united in sets for name in united.variables] == [*labels]
    for united in sets:
        assert [labels[name] for name in united.variables] == [*united.option_labels]


def size(one: Item, parsed: Parsed) -> int:
    """Bytes of the answer and its write-ins as JSON."""
    entries = {one.name: parsed.answer} | {f"{one.name}.{o}": t for o, t in parsed.write_ins.items()}
    return len(json.dumps(entries, ensure_ascii=False).encode()) - len("{}")


def fields(one: Item) -> st.SearchStrategy[dict[str, list[str]]]:
    """Forms that nearly fit the item."""
    names = [one.name, f"{one.name}.missing", *(f"{one.name}.{row.name}" for row in one.rows)]
    names += [f"{one.name}.{place}" for place in (1, 2, 3, 4)]
    names += [f"{one.name}.{option.value}.text" for option in one.options]
    offered = st.sampled_from(
        [*(option.value for option in one.options), "", "12", "2019", "3,5", "😀" * 2000]
    )
    anything = st.text(st.characters(codec=None), max_size=20)
    return st.dictionaries(st.sampled_from(names), st.lists(offered | anything, max_size=3))


@every_item
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_form_breaks_a_type_and_what_is_kept_fits_and_stays(one: Item, data: st.DataObject) -> None:
    parsed = type_of(one).parse(one, data.draw(fields(one)))
    if parsed.problems:
        return
    assert size(one, parsed) <= max(0, type_of(one).capacity(one)) or parsed.answer is None
    again = type_of(one).parse(one, type_of(one).fill(one, parsed.answer, parsed.write_ins))
    assert again == parsed
    coded(one, parsed.answer)


@every_item
def test_the_longest_answer_fits_the_capacity(one: Item) -> None:
    form = type_of(one).fill(one, *max(drawn(one), key=lambda pair: len(str(pair))))
    wide = "\U0001f600" * 200
    form |= {f"{one.name}.{option.value}.text": [wide] for option in one.options if option.write_in}
    if one.type == "text":
        form = {one.name: ["\U0001f600" * one.settings["length"]]}
    parsed = type_of(one).parse(one, form)
    assert parsed.problems == ()
    assert parsed.answer is None or size(one, parsed) <= type_of(one).capacity(one)


@pytest.mark.parametrize("name", reader.shipped_names())
def test_a_drawn_questionnaire_goes_through_route_and_record(name: str) -> None:
    questionnaire = reader.shipped(name)
    codebook, random = coding.codebook(questionnaire), Random(7)
    for _ in range(50):
        routed = routing.route(questionnaire, routing.parse(questionnaire, filled(questionnaire, random)))
        # answers drawn one by one can look odd together, which an author's soft check asks about
        assert [problem for _, problem in routed.problems if not problem.soft] == []
        record = coding.record(questionnaire, routed.answers, routed.write_ins)
        assert list(record) == [variable.name for variable in codebook.variables]


def filled(questionnaire: Questionnaire, random: Random) -> dict[str, list[str]]:
    """A form with a drawn answer to every item."""
    form: dict[str, list[str]] = {}
    for one in questionnaire.items():
        form |= type_of(one).fill(one, *type_of(one).draw(one, random))
    return form


NEW_TYPE = """
from analysis.codebook import Code, Variable
from questionnaires.types import Parsed, Unacceptable, base, register


class Thumb(base.QuestionTypeBase):
    name = "thumb"

    def parse(self, item, form):
        values = base.typed(form, item.name)
        if values and values[0] not in ("yes", "no"):
            return Parsed(None, problems=(base.not_offered(values[0], item.name),))
        return Parsed(values[0] if values else None)

    def fill(self, item, answer, write_ins):
        return {} if answer is None else {item.name: [answer]}

    def variables(self, item):
        codes = (Code("yes", {"en": "Yes"}), Code("no", {"en": "No"}))
        return (Variable(item.name, item.question, codes=codes, background=item.background),)

    def code(self, item, answer, missing):
        return {item.name: missing if answer is None else answer}

    def capacity(self, item):
        return base.entry_size(item.name, 5)

    def draw(self, item, random):
        return random.choice(("yes", "no")), {}


register(Thumb())
"""


@contextmanager
def registered(folder: Path, source: str) -> Iterator[ModuleType]:
    """A module in the types' folder for the time of a test."""
    (folder / "thumb.py").write_text(source)
    before = set(question_types())
    types.__path__.append(str(folder))
    try:
        yield import_module("questionnaires.types.thumb")
    finally:
        types.__path__.remove(str(folder))
        for name in set(types._registry) - before:
            del types._registry[name]
        sys.modules.pop("questionnaires.types.thumb", None)


def test_a_new_type_is_one_module_in_the_folder(tmp_path: Path) -> None:
    with registered(tmp_path, NEW_TYPE):
        questionnaire = tiny("""
            - {item: a, type: thumb, question: {en: A}, required: yes}
            - {item: b, type: text, question: {en: B}, shown if: a == yes}
        """)
        routed = routing.route(questionnaire, routing.parse(questionnaire, {"a": ["yes"], "b": ["hello"]}))
        assert coding.record(questionnaire, routed.answers, {}) == {"a": "yes", "b": "hello"}
        assert [name for name, _ in routing.route(questionnaire, {}).problems] == ["a"]
        assert filled(questionnaire, Random(1))["a"][0] in ("yes", "no")
        new: QuestionType = type_of(questionnaire.item("a"))
        assert new.template == "thumb.html"
    assert "thumb" not in question_types()


def test_two_types_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two question types are called 'text'"):
        types.register(question_types()["text"])
