"""Drafts: names and codes made ours, texts lent, and what cannot be read taken out and named."""

import pytest

from questionnaires.formats import LARGEST_FILE, NotReadable, drafts, read
from questionnaires.formats.drafts import Draft, language_code, safe_code, safe_name
from questionnaires.reader import read as read_ours


def draft() -> Draft:
    return Draft("Оқырмандар 2026", ("English (en)", "Қазақша", "Klingon"), {"English (en)": "Readers"})


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [
        ("Q1", "q1"),
        ("1st-name", "q_1st_name"),
        ("Жасы", "zhasy"),
        ("not", "not_"),
        ("sum", "sum_"),
        ("☺", "q"),
    ],
)
def test_a_foreign_name_becomes_one_of_ours(foreign: str, ours: str) -> None:
    assert safe_name(foreign) == ours


def test_codes_keep_their_letters() -> None:
    assert [safe_code(one) for one in ("Yes", "a-b", "жоқ", "")] == ["Yes", "a_b", "zhoq", "code"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("kk", "kk"), ("English (en)", "en"), ("Русский", "ru"), ("қазақ тілі", "kk"), ("Klingon", "")],
)
def test_a_language_is_known_by_its_name(name: str, code: str) -> None:
    assert language_code(name) == code


def test_the_draft_reads_as_a_questionnaire() -> None:
    made = draft()
    made.section("A", {"English (en)": "Part A"}, "/A")
    name = made.name("Age", "/A/Age")
    made.item(name, "number", {"English (en)": "How old?", "Klingon": "nuq"}, max=120)
    imported = made.finish()
    questionnaire = read_ours(imported.source)
    assert questionnaire.languages == ("en", "kk", "qac")
    assert questionnaire.item("age").question == {"en": "How old?", "kk": "How old?", "qac": "nuq"}
    assert imported.losses == ()
    assert any("“Age” is called “age”" in one for one in imported.remarks)


def test_what_our_reader_refuses_is_taken_out_and_named() -> None:
    made = draft()
    for foreign, kind, more in (
        ("a", "number", {"shown_if": "nobody > 1"}),
        ("b", "single", {"codes": {}}),
        ("c", "text", {"checks": [{"holds if": "c ==", "say": made.text({"English (en)": "x"}, "/c")}]}),
        ("d", "text", {}),
    ):
        made.item(made.name(foreign, f"/{foreign}"), kind, {"English (en)": foreign.upper()}, **more)
    imported = made.finish()
    assert [item.name for item in read_ours(imported.source).items()] == ["a", "c", "d"]
    assert [(loss.kind, loss.place) for loss in imported.losses] == [
        ("routing", "/a"),
        ("type", "/b"),
        ("check", "/c"),
    ]


def test_a_section_that_cannot_be_routed_stays_without_its_universe() -> None:
    made = draft()
    made.section("s", {"English (en)": "S"}, "/s", shown_if="gone == 1")
    made.item(made.name("a", "/s/a"), "text", {"English (en)": "A"})
    imported = made.finish()
    assert [(loss.kind, loss.place) for loss in imported.losses] == [("routing", "s")]


def test_nothing_to_ask_is_refused() -> None:
    with pytest.raises(NotReadable, match="no question"):
        draft().finish()


@pytest.mark.parametrize(("content", "file"), [(b"x", "form.docx"), (b" " * (LARGEST_FILE + 1), "form.xlsx")])
def test_what_is_no_form_is_refused_before_it_is_opened(content: bytes, file: str) -> None:
    with pytest.raises(NotReadable):
        read(content, file)


def test_names_stay_different() -> None:
    made = draft()
    assert [made.name(one, f"/{one}") for one in ("a b", "a_b", "A-B")] == ["a_b", "a_b_2", "a_b_3"]
    assert drafts.unique("x", ()) == "x"
