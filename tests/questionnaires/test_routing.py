"""Routing: universes in order, what is dropped, what is missing; and coding of what remains."""

from questionnaires import coding, routing
from questionnaires.questionnaire import Questionnaire
from questionnaires.routing import Routed
from tests.questionnaires.tiny import YES_NO, tiny

CHAIN = f"""
    - {{item: a, type: single, question: {{en: A}}, {YES_NO}, refused: yes}}
    - {{item: b, type: single, question: {{en: B}}, {YES_NO}, shown if: a == yes, required: yes}}
    - {{item: c, type: text, question: {{en: C}}, shown if: b == yes}}
"""


def routed(questionnaire: Questionnaire, **fields: str) -> Routed:
    """The route of a form with these fields."""
    form = {name.replace("__", "."): [value] for name, value in fields.items()}
    return routing.route(questionnaire, routing.parse(questionnaire, form))


def second(condition: str, item: str) -> str:
    """A second section that is shown under a condition."""
    return (
        f"  - section: second\n    title: {{en: Second}}\n    shown if: {condition}\n"
        f"    items:\n      {item}\n"
    )


def test_answers_of_items_not_asked_are_dropped() -> None:
    found = routed(tiny(CHAIN), a="no", b="yes", c="hello")
    assert found.answers == {"a": "no"}
    assert found.asked == {"a"}


def test_a_dropped_answer_leads_nowhere() -> None:
    assert routed(tiny(CHAIN), b="yes", c="hello").asked == {"a"}


def test_problems_of_items_not_asked_are_dropped() -> None:
    assert routed(tiny(CHAIN), a="no", b="nonsense").problems == ()


def test_a_required_item_is_missed_only_when_it_is_asked() -> None:
    found = routed(tiny(CHAIN), a="yes")
    assert [(name, problem.message) for name, problem in found.problems] == [
        ("b", "Please answer this question.")
    ]
    assert routed(tiny(CHAIN)).problems == ()


def test_a_missing_code_answers_a_required_item_but_no_condition() -> None:
    items = CHAIN.replace("a == yes", "answered a").replace("refused: yes", "refused: yes, required: yes")
    found = routed(tiny(items), a="refused")
    assert (found.answers, found.problems, found.asked) == ({"a": "refused"}, (), {"a"})


def test_a_wrong_answer_is_not_kept() -> None:
    found = routed(tiny(CHAIN), a="perhaps")
    assert found.answers == {}
    assert [name for name, _ in found.problems] == ["a"]


def test_a_section_that_is_not_shown_asks_nothing() -> None:
    questionnaire = tiny(CHAIN, tail=second("a == yes", "- {item: x, type: text, question: {en: X}}"))
    assert routed(questionnaire, a="no", x="hello").answers == {"a": "no"}
    assert routed(questionnaire, a="yes", b="no", x="hello").answers["x"] == "hello"


def test_write_ins_are_keyed_by_item_and_option() -> None:
    questionnaire = tiny(
        "- {item: x, type: single, question: {en: X}, codes: {a: {en: A}, o: {en: O, write in: yes}}}"
    )
    found = routed(questionnaire, x="o", x__o__text="mine")
    assert found.write_ins == {"x.o": "mine"}


def test_a_record_tells_not_asked_from_skipped_and_refused() -> None:
    questionnaire = tiny(CHAIN)
    assert coding.record(questionnaire, {"a": "yes"}, {}) == {"a": "yes", "b": "skipped", "c": "not_asked"}
    assert coding.record(questionnaire, {"a": "refused"}, {})["a"] == "refused"


def test_a_record_ignores_answers_of_items_not_asked() -> None:
    assert coding.record(tiny(CHAIN), {"b": "yes", "c": "x"}, {}) == {
        "a": "skipped", "b": "not_asked", "c": "not_asked",
    }  # fmt: skip


def test_a_typed_text_is_never_taken_for_a_kind_of_missing() -> None:
    questionnaire = tiny("- {item: x, type: text, question: {en: X}}")
    assert coding.record(questionnaire, {"x": "skipped"}, {})["x"] == "skipped "


def test_a_record_holds_bands_and_write_ins() -> None:
    questionnaire = tiny("""
        - item: y
          type: year
          question: {en: Y}
          refused: yes
          min: 2011
          max: 2026
          bands: {variable: t, label: {en: T}, years since: 2026, starts at: [1, 4, 10], codes: [a, b, c, d]}
        - {item: m, type: multiple, question: {en: M}, codes: {p: {en: P}, o: {en: O, write in: yes}}}
    """)
    found = coding.record(questionnaire, {"y": 2022, "m": ["o"]}, {"m.o": "mine"})
    assert found == {"y": 2022.0, "t": "c", "m_p": "0", "m_o": "1", "m_o_text": "mine"}
    assert coding.record(questionnaire, {"y": {"missing": "refused"}}, {})["t"] == "refused"
    assert coding.record(questionnaire, {"m": ["p"]}, {})["m_o_text"] == "not_asked"


def test_a_codebook_holds_every_variable_with_its_universe() -> None:
    codebook = coding.codebook(tiny(CHAIN, section=""))
    assert [variable.name for variable in codebook.variables] == ["a", "b", "c"]
    assert [variable.universe for variable in codebook.variables] == ["", "a == yes", "b == yes"]


def test_a_codebook_joins_the_universes_of_section_and_item() -> None:
    settings = f"{YES_NO}, rows: {{r: {{en: R}}}}, shown if: b == yes"
    grid = f"- {{item: x, type: grid, question: {{en: X}}, {settings}}}"
    codebook = coding.codebook(tiny(CHAIN, tail=second("a == yes or a == no", grid)))
    assert codebook.variable("x_r").universe == "(a == yes or a == no) and (b == yes)"
    one = codebook.set_of("x")
    assert one is not None
    assert one.universe == codebook.variable("x_r").universe


def test_an_answer_with_a_problem_beside_it_is_not_kept_and_leads_nowhere() -> None:
    codes = "codes: {a: {en: A}, o: {en: O, write in: yes}}"
    questionnaire = tiny(f"""
        - {{item: x, type: single, question: {{en: X}}, {codes}}}
        - {{item: y, type: text, question: {{en: Y}}, shown if: x == o}}
    """)
    found = routed(questionnaire, x="o", x__o__text="w" * 300)
    assert (found.answers, found.write_ins, found.asked) == ({}, {}, {"x"})


def test_what_is_missing_is_said_in_the_words_of_the_author() -> None:
    questionnaire = tiny(
        "- {item: x, type: text, required: yes, required says: {en: Say it}, question: {en: X}}"
    )
    ((name, problem),) = routed(questionnaire).problems
    assert (name, problem.values, problem.field) == ("x", {"said": {"en": "Say it"}}, "x")


NEEDED = f"""
    - {{item: works, type: single, question: {{en: Do you work?}}, {YES_NO}}}
    - {{item: place, type: text, required if: works == yes, required says: {{en: "{{works}}: where?"}}, question: {{en: Where?}}}}
    - {{item: stop, type: note, required: yes, shown if: works == no and answered place, question: {{en: Not both.}}}}
"""  # noqa: E501 - an item reads best in one line


def test_an_answer_is_required_of_those_for_whom_the_condition_holds() -> None:
    found = routed(tiny(NEEDED), works="yes").problems
    assert [(name, one.values["said"]["en"]) for name, one in found] == [("place", "{works}: where?")]
    assert routed(tiny(NEEDED), works="no").problems == ()
    assert routed(tiny(NEEDED), works="yes", place="here").problems == ()


def test_a_required_note_stops_whoever_sees_it() -> None:
    found = routed(tiny(NEEDED), works="no", place="here").problems
    assert [(name, one.values["said"]["en"]) for name, one in found] == [("stop", "Not both.")]
