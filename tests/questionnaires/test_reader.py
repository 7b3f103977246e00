"""Reading: what is accepted, and every problem with its place."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires import reader
from questionnaires.problems import RULES, Problems
from tests.questionnaires.tiny import YES_NO, problems, rules, source, tiny


def test_every_shipped_questionnaire_is_read() -> None:
    assert "young-librarians" in reader.shipped_names()
    for name in reader.shipped_names():
        assert reader.shipped(name).name == name


def test_scalars_stay_as_written() -> None:
    codes = '{yes: {en: "on"}, no: {en: off}, 1_3: {en: 007}, null: {en: 1e3}}'
    item = tiny(f"- {{item: x, type: single, question: {{en: 2026-01-01}}, codes: {codes}}}").item("x")
    assert [option.value for option in item.options] == ["yes", "no", "1_3", "null"]
    assert [option.label["en"] for option in item.options] == ["on", "off", "007", "1e3"]
    assert item.question["en"] == "2026-01-01"


def test_an_item_keeps_its_line_and_flags() -> None:
    questionnaire = tiny(f"""
        - item: x
          type: single
          question: {{en: X}}
          {YES_NO}
          required: yes
          background: yes
          reversed: yes
    """)
    item = questionnaire.item("x")
    assert (item.line, item.required, item.background, item.reversed) == (9, True, True, True)


def test_missing_codes_get_the_words_of_the_house() -> None:
    item = tiny(
        f"- {{item: x, type: single, question: {{en: X}}, {YES_NO}, refused: yes, does not know: yes}}"
    ).item("x")
    assert [(o.value, o.missing, o.label["en"]) for o in item.options[2:]] == [
        ("refused", "refused", "Prefer not to say"),
        ("does_not_know", "does_not_know", "I do not know"),
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    found = problems(
        source("""
            - {item: a, type: singel, question: {en: A}}
            - {item: b, type: number, question: {en: B}, min: five}
            - {item: c, type: text, question: {kk: C}}
        """)
    )
    assert [problem.rule for problem in found] == [
        "unknown-type", "not-number", "missing-language", "extra-language",
    ]  # fmt: skip
    assert [problem.line for problem in found] == [9, 10, 11, 11]


def test_a_problem_says_where_what_and_what_to_do() -> None:
    text = source("- {item: a, type: singel, question: {en: A}}")
    with pytest.raises(Problems) as raised:
        reader.read(text, "my.yaml")
    assert str(raised.value).startswith("my.yaml:9:25: Item “a”: there is no question type “singel”.")
    assert "Did you mean “single”?" in str(raised.value)
    assert text.splitlines()[8][24:30] == "singel"


ITEM = "- {item: x, type: %s, question: {en: X}, %s}"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("- {item: x, type: text}", ["missing-key"]),
        ("- {item: X, type: text, question: {en: X}}", ["bad-name"]),
        ("- {item: and, type: text, question: {en: X}}", ["reserved-name"]),
        ("- {item: secret, type: text, question: {en: X}}", ["reserved-name"]),
        (f"- {{item: {'x' * 70}, type: text, question: {{en: X}}}}", ["bad-name"]),
        ("- {item: x, type: text, question: X}", ["text-not-languages"]),
        ("- {item: x, type: text, question: {en: }}", ["empty-text"]),
        ("- {item: x, type: text, question: {en: [a]}}", ["not-word"]),
        ("- [a]", ["not-mapping"]),
        (ITEM % ("text", "lenght: 5"), ["unknown-key"]),
        (ITEM % ("text", "length: 0"), ["out-of-range"]),
        (ITEM % ("text", "length: 2.5"), ["not-whole"]),
        (ITEM % ("text", "length: 1e3"), ["not-number"]),
        (ITEM % ("text", "length: [1]"), ["not-word"]),
        (ITEM % ("text", "length: ''"), ["empty-value"]),
        (ITEM % ("text", "long: perhaps"), ["not-yes-no"]),
        (ITEM % ("calculated", "value: 1, required: yes"), ["unknown-key"]),
        (ITEM % ("number", "min: 5, max: 4"), ["min-max"]),
        (ITEM % ("number", "min: .inf"), ["not-number"]),
        (ITEM % ("year", "max: 12000"), ["out-of-range"]),
        (ITEM % ("single", "hint: {en: H}"), ["missing-key"]),
        (ITEM % ("single", "codes: nothing"), ["unknown-codes"]),
        (ITEM % ("single", "codes: [a, b]"), ["not-mapping"]),
        (ITEM % ("single", "codes: {a: {en: A}}"), ["few-codes"]),
        (ITEM % ("single", "codes: {a b: {en: A}, c: {en: C}}"), ["bad-code"]),
        (ITEM % ("single", "codes: {a: A, c: {en: C}, d: {en: D}}"), ["not-mapping"]),
        (ITEM % ("single", "codes: {a: {en: A, misssing: refused}, c: {en: C}}"), ["unknown-key"]),
        (ITEM % ("single", "codes: {a: {en: A, missing: lost}, c: {en: C}}"), ["not-allowed"]),
        (ITEM % ("single", "codes: {refused: {en: A}, c: {en: C}}"), ["reserved-code"]),
        (ITEM % ("single", "codes: {a: {en: A, missing: refused}}, does not know: yes"), ["no-answer-left"]),
        (ITEM % ("single", f"{YES_NO}, nets: {{n: {{en: N, codes: [yes, maybe]}}}}"), ["net-codes"]),
        (ITEM % ("single", f"{YES_NO}, nets: {{n: {{en: N, codes: [yes, yes]}}}}"), ["repeated-entry"]),
        (ITEM % ("grid", YES_NO), ["missing-key"]),
        (ITEM % ("grid", f"{YES_NO}, rows: {{}}"), ["empty-list"]),
        (ITEM % ("grid", f"{YES_NO}, rows: {{r: {{left: {{en: L}}}}}}"), ["missing-key"]),
        (ITEM % ("grid", "rows: {r: {en: R}}, codes: {a: {en: A, write in: yes}, b: {en: B}}"),
         ["write-in-here"]),
        (ITEM % ("ranking", f"{YES_NO}, first: 3"), ["first-too-many"]),
        (ITEM % ("ranking", "codes: {a: {en: A}, b: {en: B}, c: {en: C, missing: refused}}"),
         ["missing-here"]),
    ],
)  # fmt: skip
def test_an_item_that_is_wrong_gets_its_rule(items: str, expected: list[str]) -> None:
    assert rules(source(items)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["empty-file"]),
        ("# nothing\n", ["empty-file"]),
        ("just words", ["not-mapping"]),
        ("- a\n- b", ["not-mapping"]),
        ("a: 1\n\tb: 2", ["tab"]),
        ("a: b: c", ["yaml"]),
        ('a: "x', ["yaml"]),
        ("a: [1, 2", ["yaml"]),
        ("a: *x", ["unknown-alias"]),
        ("a: !!python/object:os.system x", ["tag"]),
        ("a: 1\n---\nb: 2", ["one-document"]),
        ("a: x\x00y", ["character"]),
        ("a: x\ud800y", ["character"]),
        ("[" * 300_000, ["depth"]),
        ("{a: " * 200_000, ["depth"]),
        ("a" * 1_000_001, ["file-size"]),
    ],
)  # fmt: skip
def test_a_file_that_is_no_questionnaire_gets_one_clear_problem(text: str, expected: list[str]) -> None:
    start = time.process_time()
    found = [rule for rule in rules(text) if rule not in ("missing-key", "unknown-key")]
    assert found == expected
    assert time.process_time() - start < 1


def test_references_that_grow_are_refused_quickly() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    start = time.process_time()
    assert rules("\n".join(lines)) == ["aliases"]
    assert time.process_time() - start < 1


def test_a_reference_that_holds_itself_is_refused() -> None:
    assert rules("a: &x [*x]") == ["unknown-alias"]


def test_small_references_are_read() -> None:
    questionnaire = tiny(
        "- {item: a, type: text, question: &q {en: Q}}\n- {item: b, type: text, question: *q}"
    )
    assert questionnaire.item("b").question == {"en": "Q"}


def test_a_key_that_stands_twice_is_told_with_both_lines() -> None:
    found = problems(
        source("- {item: x, type: text, question: {en: A}}").replace(
            "title: {en: Tiny}", "title: {en: A, en: B}"
        )
    )
    assert [(problem.rule, problem.line, problem.column) for problem in found] == [("duplicate-key", 4, 16)]


def test_a_name_that_stands_twice_is_told() -> None:
    double = "- {item: x, type: text, question: {en: A}}\n" * 2
    assert rules(source(double)) == ["duplicate-item"]
    grid = ITEM % ("grid", f"{YES_NO}, rows: {{r: {{en: R}}}}")
    clash = f"- {{item: x_r, type: text, question: {{en: A}}}}\n{grid}"
    assert rules(source(clash)) == ["duplicate-variable"]


TWO_ITEMS = """
    - {item: a, type: single, question: {en: A}, codes: c}
    - {item: b, type: multiple, question: {en: B}, codes: c}
"""


def test_a_shared_code_list_serves_several_items() -> None:
    questionnaire = tiny(TWO_ITEMS, head=YES_NO.replace("codes:", "codes: {c:") + "}\n")
    assert questionnaire.item("a").options == questionnaire.item("b").options


def test_a_broken_code_list_is_told_once() -> None:
    assert rules(source(TWO_ITEMS, head="codes: {c: {a: {en: A}, b: {}}}\n")) == ["missing-language"]


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ("{en: S, items: [r, n]}", []),
        ("{en: S, items: [r, nn]}", ["scale-item"]),
        ("{en: S, items: [r, t]}", ["scale-unrated"]),
        ("{en: S, items: [r, s]}", ["scale-unrated"]),
        ("{en: S, items: r}", ["not-list"]),
        ("{en: S}", ["missing-key"]),
    ],
)
def test_a_scale_is_made_of_rated_variables(scale: str, expected: list[str]) -> None:
    rated = "codes: {a: {en: A, score: 1}, b: {en: B, score: 2}}"
    items = f"""
        - {{item: r, type: single, question: {{en: A}}, {rated}}}
        - {{item: s, type: single, question: {{en: A}}, {YES_NO}}}
        - {{item: n, type: number, question: {{en: A}}}}
        - {{item: t, type: text, question: {{en: A}}}}
    """
    assert rules(source(items, tail=f"scales: {{one: {scale}}}\n")) == expected


def test_languages_without_ready_made_words_are_told() -> None:
    text = source(ITEM % ("number", "refused: yes"))
    assert rules(text.replace("[en]", "[de]").replace("{en: ", "{de: ")) == ["no-house-words"]


def test_bytes_that_are_not_utf8_are_told_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"questionnaire: x\ntitle: \xe4")
    with pytest.raises(Problems) as raised:
        reader.load(path)
    assert str(raised.value).startswith(f"{path}:2:8: The file is not written in UTF-8.")


def test_a_byte_order_mark_is_no_problem() -> None:
    assert reader.read("\ufeff" + source("- {item: x, type: note, question: {en: X}}")).name == "tiny"


def test_every_rule_is_used_and_every_used_rule_is_in_the_catalogue() -> None:
    folder = Path(reader.__file__).parent
    text = "\n".join(path.read_text() for path in folder.rglob("*.py") if path.name != "problems.py")
    used = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', text))
    assert set(RULES) <= used
    reported = set(
        re.findall(r'(?:report|report_at|add|fail|_stop|problem|ConditionError)\(\s*"([a-z-]+)"', text)
    )
    assert reported <= set(RULES)


PIECES = [
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "\n",
    "  ",
    '"',
    "'",
    "&a ",
    "*a",
    "|",
    "\t",
    "? ",
    "<<: ",
    "12",
    "\u2028",
]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_file_gets_problems_and_never_an_exception(data: st.DataObject) -> None:
    text = reader.shipped("young-librarians").source[:6000]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, start + 40))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    found = problems(text)
    assert all(1 <= problem.line <= text.count("\n") + text.count("\u2028") + 2 for problem in found)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    assert problems(text)


def test_a_broken_item_does_not_break_the_scales_on_it() -> None:
    text = source(
        "- {item: x, type: singel, question: {en: X}}", tail="scales: {s: {en: S, items: [x, x_r]}}\n"
    )
    assert rules(text) == ["unknown-type"]


def test_a_broken_list_of_languages_is_one_problem_and_not_one_for_every_text() -> None:
    text = reader.shipped("young-librarians").source.replace("languages: [kk, ru, en]", "languages: kk")
    with pytest.raises(Problems) as found:
        reader.read(text)
    assert [problem.rule for problem in found.value.problems] == ["not-list"]


DEFAULT = "{{item: a, type: number, question: {{en: A}}}}\n- {{item: x, question: {{en: X}}, {0}}}"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("type: number, default from: 1 + 1", (2, None)),
        ("type: number, default from: a * 2", (None, "a * 2")),
        ("type: text, default: hello", ("hello", None)),
        ("type: number, default from: '\"foo\"'", ["default-unfit"]),
        ("type: yes_no, default from: a + 1", ["default-choice"]),
        ("type: date, default from: today()", ["condition-today"]),
    ],
)
def test_a_default_is_written_or_computed(settings: str, found: object) -> None:
    text = source("- " + DEFAULT.format(settings))
    if isinstance(found, list):
        assert rules(text) == found
    else:
        item = reader.read(text).item("x")
        assert (item.default, item.starts.source if item.starts else None) == found
