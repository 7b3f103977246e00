"""The paper form: everything that is asked stands on it, as text, the same every time."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import look
from questionnaires import reader
from questionnaires.questionnaire import Questionnaire
from questionnaires.types import type_of
from survey import paper
from survey.commands import main
from survey.paper.content import content, tokens
from tests.laws.test_question_types import EXAMPLES
from tests.questionnaires.tiny import item, tiny

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst")

FORMS = [(name, language) for name in reader.shipped_names() for language in ("kk", "ru", "en")]


def squeezed(text: str) -> str:
    """Without what line breaking adds or takes."""
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFKC", text))


def said(form: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(form)).pages))


def expected(questionnaire: Questionnaire, language: str) -> list[str]:
    """What must be found on the paper: questions, hints, labels and codes of everything that is asked."""
    asked = [one for one in questionnaire.items() if type_of(one).asks and one.type != "note"]
    options = [option for one in asked for option in one.options]
    texts = [one.question for one in asked] + [one.hint for one in asked if one.hint]
    texts += [option.label for option in options] + [row.label for one in asked for row in one.rows]
    plain = [text[language] for text in texts if "{" not in text[language]]
    return [squeezed(one) for one in plain] + [squeezed(option.value) for option in options]


@pytest.mark.parametrize(("name", "language"), FORMS)
def test_a_shipped_questionnaire_prints_with_every_question_and_code(name: str, language: str) -> None:
    questionnaire = reader.shipped(name)
    found = said(paper.pdf(questionnaire, language))
    assert [one for one in expected(questionnaire, language) if one not in found] == []


@pytest.mark.parametrize("name", reader.shipped_names())
def test_large_print_says_the_same_on_more_pages(name: str) -> None:
    questionnaire = reader.shipped(name)
    large, normal = (paper.pdf(questionnaire, "kk", large) for large in (True, False))
    found = said(large)
    assert [one for one in expected(questionnaire, "kk") if one not in found] == []
    assert len(pypdf.PdfReader(io.BytesIO(large)).pages) > len(pypdf.PdfReader(io.BytesIO(normal)).pages)


@pytest.mark.parametrize("settings", EXAMPLES)
def test_every_question_type_prints(settings: str) -> None:
    questionnaire = tiny(f"- {{item: x, question: {{en: What is it}}, {settings}}}")
    found = said(paper.pdf(questionnaire, "en"))
    assert ("Whatisit" in found) == type_of(questionnaire.item("x")).asks


def test_equal_questionnaires_give_equal_bytes() -> None:
    first, second = (paper.pdf(reader.shipped("readers"), "kk") for _ in range(2))
    assert first == second


def test_the_form_is_tagged_and_bears_its_title_and_language() -> None:
    questionnaire = reader.shipped("young-librarians")
    made = pypdf.PdfReader(io.BytesIO(paper.pdf(questionnaire, "kk")))
    root = made.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("kk", True)
    assert made.metadata.title == questionnaire.title["kk"]
    assert {tuple(map(round, page.mediabox[2:])) for page in made.pages} == {(595, 842)}


def test_pages_are_numbered_with_their_count() -> None:
    pages = pypdf.PdfReader(io.BytesIO(paper.pdf(reader.shipped("readers"), "ru"))).pages
    assert [f"{at}/{len(pages)}" in page.extract_text() for at, page in enumerate(pages, 1)] == [True] * len(
        pages
    )


HOSTILE = (
    "#panic(1) $x$ *b* _i_ [c] @a <l> \\u{41} `r` // c /* c */ = h - l + n https://a.kz"
    ' "q" ~ --- #include("/etc/passwd")'
)


def test_marks_of_the_typesetter_are_text_wherever_they_stand() -> None:
    label = "{en: '" + HOSTILE + "'}"
    questionnaire = tiny(
        f"- {{item: x, type: single, question: {label}, hint: {label}, codes: {{a: {label}, b: {label}}}}}\n"
        f"- {{item: y, type: grid, question: {label}, rows: {{r: {label}}}, "
        f"codes: {{a: {label}, b: {label}}}}}"
    )
    assert said(paper.pdf(questionnaire, "en")).count(squeezed(HOSTILE)) >= 8


def test_marks_in_an_authors_paragraphs_are_text_but_for_emphasis_and_lists() -> None:
    head = 'introduction: {en: "**b**\\n\\n- #panic(1) $x$ [c] @a <b>n</b> \\\\# \\u0000"}\n'.replace(
        " \\u0000", ""
    )
    questionnaire = tiny("- {item: x, type: note, question: {en: '*n* #n $'}}", head=head)
    found = said(paper.pdf(questionnaire, "en"))
    assert "b•#panic(1)$x$[c]@a<b>n</b>#" in found
    assert "n#n$" in found


def test_words_of_any_length_stay_on_the_page() -> None:
    long = "Ұ" * 400
    questionnaire = tiny(
        f"- {{item: x, type: grid, question: {{en: {long}}}, rows: {{r: {{en: {long}}}}}, "
        f"codes: {{a: {{en: {long}}}, b: {{en: B}}}}}}"
    )
    form = paper.pdf(questionnaire, "en", large=True)
    lines = [
        line for page in pypdf.PdfReader(io.BytesIO(form)).pages for line in page.extract_text().split("\n")
    ]
    assert said(form).count("Ұ") == 1200
    assert max(line.count("Ұ") for line in lines) < 50


def test_writing_from_right_to_left_is_taken() -> None:
    questionnaire = tiny(
        "- {item: x, type: single, question: {en: مكتبة}, codes: {a: {en: ספרייה}, b: {en: B}}}"
    )
    assert paper.pdf(questionnaire, "en")


def test_what_is_only_asked_of_some_says_so_before_the_question() -> None:
    questionnaire = tiny(
        "- {item: a, type: yes_no, question: {en: First}}\n"
        "- {item: b, type: number, min: 0, max: 60, whole: yes, question: {en: Second}, shown if: a == yes}"
    )
    found = said(paper.pdf(questionnaire, "en"))
    assert "Onlyifinquestion1youanswered:Yes.2.Second" in found


def test_what_nobody_is_asked_is_left_out() -> None:
    questionnaire = tiny(
        "- {item: a, type: hidden, code: pilot, question: {en: Secret}}\n"
        "- {item: b, type: calculated, value: 2 * 3, question: {en: Sum}}\n"
        "- {item: c, type: note, question: {en: Told}}"
    )
    items = content(questionnaire, "en", large=False)["sections"][0]["items"]
    assert [one["name"] for one in items] == ["c"]


def test_the_blocks_of_a_roster_are_repeated() -> None:
    questionnaire = tiny(
        "- {item: children, type: roster, most: 3, each: {en: Child}, question: {en: How many}, "
        "asks: [{item: age, type: number, question: {en: Age}}]}"
    )
    found = said(paper.pdf(questionnaire, "en"))
    assert [f"Child{turn}.Age" in found for turn in (1, 2, 3, 4)] == [True, True, True, False]


def test_letters_that_our_face_lacks_are_looked_for_on_the_machine() -> None:
    assert paper.pdf(tiny("- {item: x, type: text, question: {en: 図書館}}"), "en")


def test_what_no_tagged_pdf_may_hold_is_left_out() -> None:
    questionnaire = tiny(
        "- {item: x, type: note, question: {en: X}}", head='introduction: {en: "\\uFEFF Welcome"}\n'
    )
    assert "Welcome" in said(paper.pdf(questionnaire, "en"))


def test_colours_of_the_form_are_those_of_the_house_in_grey() -> None:
    sources = b"".join(paper.templates().values()).decode()
    assert re.findall(r"#[0-9a-fA-F]{6}|luma|cmyk|\b(?:red|blue|green|gray|black)\b", sources) == []
    assert tokens(large=False)["ink"] == look.PRINT.ink


def test_no_form_asks_for_a_name_or_can_be_told_from_another() -> None:
    form = content(reader.shipped("readers"), "en", large=False)
    assert (
        form["promise"]["points"][0] == "This form has no field for a name. Please do not write one anywhere."
    )
    assert form["version"] == "readers 1"


def test_a_list_of_thousands_of_codes_prints_whole() -> None:
    codes = ", ".join(f"c{at}: {{en: Village {at}}}" for at in range(1500))
    found = said(
        paper.pdf(tiny(f"- {{item: x, type: dropdown, question: {{en: X}}, codes: {{{codes}}}}}"), "en")
    )
    assert all(f"c{at}Village{at}" in found for at in range(1500))


def test_a_code_of_any_length_is_there_whole() -> None:
    code = "a" + "_long" * 7
    one = f"type: single, codes: {{{code}: {{en: A}}, b: {{en: B}}}}"
    assert item(one).options[0].value == code
    assert code in said(paper.pdf(tiny(f"- {{item: x, question: {{en: X}}, {one}}}"), "en"))


def test_the_command_writes_the_form(tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    done = CliRunner().invoke(main, ["print", "readers", "--language", "ru", "--output", str(out)])
    assert (done.exit_code, out.read_bytes()[:5]) == (0, b"%PDF-"), done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing"], "neither a file nor a shipped questionnaire"),
        (["readers", "--language", "fr"], "no language 'fr'"),
    ],
)
def test_the_command_refuses_what_it_cannot_print(words: list[str], said: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["print", *words, "--output", str(tmp_path / "form.pdf")])
    assert (done.exit_code, said in done.stderr) == (1, True), done.output


def test_without_typst_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = CliRunner().invoke(main, ["print", "readers", "--output", str(tmp_path / "form.pdf")])
    assert (done.exit_code, "pip install saualnama[pdf]" in done.stderr) == (1, True)
