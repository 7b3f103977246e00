"""XLSForms become questionnaires; what cannot be kept is named, what is invalid is refused with its row."""

import pytest

from questionnaires import routing
from questionnaires.formats import Imported, NotReadable, formats, read
from questionnaires.reader import read as read_ours

FORM = """
| survey |
| | type | name | label::Қазақша (kk) | label::English (en) | relevant | constraint | required |
| | select_one yn | work | Жұмыс істейсіз бе? | Do you work? | | | yes |
| | integer | years | Неше жыл? | How many years? | ${work} = 'yes' | . < 60 | |
| | select_multiple a | why | Неге? | Why? | ${years} >= 3 | | |
| | text | other | Тағы | What else? | selected(${why}, 'b') | | |
| | geopoint | place | Қайда? | Where? | | | |
| choices |
| | list_name | name | label::Қазақша (kk) | label::English (en) |
| | yn | yes | Иә | Yes |
| | yn | no | Жоқ | No |
| | a | a | Ақша | Money |
| | a | b | Басқа | Other |
"""


def form(*rows: str, choices: str = "") -> Imported:
    head = "| survey |\n| | type | name | label | relevant | constraint | calculation |\n"
    lines = "".join(f"| | {row} |\n" for row in rows)
    listed = f"| choices |\n| | list_name | name | label | kind |\n{choices}" if choices else ""
    return read((head + lines + listed).encode(), "form.md")


CHOICES = "| | yn | yes | Yes | |\n| | yn | no | No | |\n"


def test_a_form_becomes_a_questionnaire_in_its_languages() -> None:
    made = read_ours(read(FORM.encode(), "form.md").source)
    assert made.languages == ("kk", "en")
    assert [(item.name, item.type) for item in made.items()] == [
        ("work", "single"),
        ("years", "number"),
        ("why", "multiple"),
        ("other", "text"),
    ]
    assert made.item("work").required
    assert made.item("work").options[0].label == {"kk": "Иә", "en": "Yes"}


def test_conditions_are_kept_as_universes() -> None:
    made = read_ours(read(FORM.encode(), "form.md").source)
    shown = [item.shown_if.source for item in made.items() if item.shown_if]
    assert shown == ['work == "yes"', "years >= 3", 'why == "b"']


def test_places_are_refused_by_design_and_said_to_be() -> None:
    found = read(FORM.encode(), "form.md")
    (loss,) = found.losses
    assert (loss.kind, loss.place, loss.declared) == ("geography", "/place", True)
    assert [one["name"] for one in found.found["questions"]] == ["work", "years", "why", "other"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("texxt | a | A", "there is no question type"),
        ("text | | A", "no name"),
        ("text | 1a | A", "cannot be a name"),
        ("text | a |", "neither label nor hint"),
        ("select_one nothing | a | A", "there is no list"),
        ("text | a | ${b}", "no question is called so"),
        ("begin group | a | A", "never ended"),
        ("end group | a | A", "none is open"),
        ("calculate | a | A", "calculation is missing"),
        ("select_one yn or_other more | a | A", "there is no question type"),
    ],
)
def test_what_is_invalid_is_refused_with_its_row(row: str, why: str) -> None:
    with pytest.raises(NotReadable, match=why) as refused:
        form("text | first | First", row, choices=CHOICES)
    assert refused.value.sheet == "survey"
    assert refused.value.row is not None


def test_an_expression_that_cannot_be_said_is_a_loss_with_its_place() -> None:
    found = form("text | a | A", "text | b | B | jr:choice-name(${a}, '${a}') = '1'")
    (loss,) = found.losses
    assert (loss.kind, loss.place) == ("routing", "/b")
    assert "relevant" not in found.found["questions"][1]


FILTERED = """
| survey |
| | type | name | label | choice_filter | parameters | calculation |
| | text | d | District | | | |
| | select_one_from_file villages.csv | v | Village | district = ${d} | value=id | |
| | calculate | f | | | | pulldata('people', 'families', 'village', ${v}) |
| | calculate | most | | | | max(instance('people')/root/item/families) |
"""
BESIDE = {
    "villages.csv": b"id,label,district\na,Abai,north\nb,Bolat,south\n",
    "people.csv": b"village,families\na,12\nb,30\n",
}


def test_choices_and_tables_in_files_beside_the_form_are_taken_in() -> None:
    found = read(FILTERED.encode(), "form.md", beside=BESIDE.get)
    assert (found.losses, read_ours(found.source).awaited) == ((), ())
    made = read_ours(found.source)
    assert [list(one.label.values()) for one in made.item("v").options] == [["Abai"], ["Bolat"]]
    answers = routing.route(made, routing.parse(made, {"d": ["north"], "v": ["b"]}))
    assert (answers.answers["f"], answers.answers["most"]) == ("30", 30)
    assert [name for name, _ in answers.problems] == ["v"]  # not offered in the north


def test_files_that_did_not_come_along_are_still_to_come_and_nothing_is_lost() -> None:
    found = read(FILTERED.encode(), "form.md")
    made = read_ours(found.source)
    assert (found.losses, made.awaited) == ((), ("villages.csv", "people.csv"))
    assert made.item("v").options[0].columns == {"district": "{district}"}
    assert "people.csv did not come along: a table is still to come" in found.remarks


SPEAKING_LATER = """
| survey |
| | type | name | label | relevant | appearance | default |
| | begin group | inputs | In | ./source = 'user' | | |
| | text | source | S | | hidden | user |
| | text | user | Name | | | |
| | end group | | | | | |
| | text | why | Why ${n}? | ${n} > 2 | | |
| | note | said | ${n}! | | | |
| | integer | n | N | | | |
"""


def test_what_speaks_of_later_questions_is_kept() -> None:
    found = read(SPEAKING_LATER.encode(), "form.md")
    made = read_ours(found.source)
    assert found.losses == ()
    assert [item.name for item in made.items()] == ["source", "user", "why", "said", "n"]
    shown = routing.route(made, routing.parse(made, {"n": ["3"], "why": ["x"]}))
    assert shown.answers == {"source": "user", "why": "x", "n": 3}


def test_what_is_still_to_come_goes_out_and_comes_in_again() -> None:
    found = read(FILTERED.encode(), "form.md")
    content, losses = formats()["xlsform"].write(read_ours(found.source))  # type: ignore[misc]  # it can be written
    again = read(content, "form.xlsx")
    assert (again.losses, read_ours(again.source).awaited) == ((), ("villages.csv", "people.csv"))
    assert {one.kind for one in losses} <= {"setting"}
    said = {one["name"]: one for one in again.found["questions"]}
    assert said["v"]["choice_filter"] == "${d} = district"
    assert said["f"]["calculation"] == "pulldata('people', 'families', 'village', ${v})"
    assert said["most"]["calculation"] == "max(instance('people')/root/item/families)"


def test_search_names_the_columns_of_a_file() -> None:
    text = """
| survey |
| | type | name | label | appearance |
| | text | d | District | |
| | select_one v | v | Village | minimal search('villages', 'matches', 'district', ${d}) |
| choices |
| | list_name | name | label |
| | v | id | label |
"""
    found = read(text.encode(), "form.md", beside=BESIDE.get)
    made = read_ours(found.source)
    assert [one.value for one in made.item("v").options] == ["a", "b"]
    assert made.item("v").options[0].offered_if is not None
    assert read_ours(read(text.encode(), "form.md").source).awaited == ("villages.csv",)


def test_a_value_that_cannot_be_computed_is_kept_as_an_empty_variable() -> None:
    found = form("calculate | at | | | | today()", "hidden | h | | | |", "text | a | A | ${h} = 'x'")
    made = read_ours(found.source)
    assert [item.name for item in made.items()] == ["at", "h", "a"]
    assert [(loss.kind, loss.place, loss.declared) for loss in found.losses] == [
        ("value", "/at", True),
        ("setting", "/h", False),
    ]
    assert "calculation" not in found.found["questions"][0]


@pytest.mark.parametrize(
    ("calculation", "said"),
    [
        (".", '""'),
        ("if(. = '', 'new', .)", 'if(1 == 1, "new", "")'),
        ("if(${n} = 1, 'a', if(${n} = 2, 'b', null))", 'if(n == 1, "a", n == 2, "b", "")'),
        ("selected-at(${n}, 0)", "entry(n, 0 + 1)"),
        ("item-at(',', ${n}, 2)", 'entry(n, 2 + 1, ",")'),
        ("cos(atan(./n))", "cos(atan(n))"),
    ],
)
def test_values_are_said_with_the_same_meaning(calculation: str, said: str) -> None:
    found = form("integer | n | N", f"calculate | c | | | | {calculation}")
    item = read_ours(found.source).item("c")
    assert item.computes is not None
    assert (found.losses, item.computes.source) == ((), said)


@pytest.mark.parametrize(
    "regex", [r"[\w-\.]+@([\w-]+\.)+[\w-]{2,}", r"\w+([.-]?\w+)*@\w+([.-]?\w+)*(\.\w{2,3})+"]
)
def test_a_check_keeps_a_pattern_that_repeats_inside_what_repeats(regex: str) -> None:
    found = form(f"text | mail | Mail | | regex(., '^{regex}$') |".replace("|'", "'"))
    assert not found.losses
    assert read_ours(found.source).item("mail").checks[0].holds.test({"mail": "me@mail.kz"})
    assert not read_ours(found.source).item("mail").checks[0].holds.test({"mail": "me@" + "a" * 400})


def test_a_group_that_repeats_becomes_a_roster() -> None:
    found = form("begin repeat | kid | Child", "integer | age | Age", "end repeat | |")
    made = read_ours(found.source)
    assert made.item("kid_1_age").type == "number"
    assert found.found["groups"][0]["kind"] == "repeat"


def test_words_for_other_are_written_beside_it() -> None:
    found = form("select_one yn or_other | a | A", choices=CHOICES)
    option = read_ours(found.source).item("a").options[-1]
    assert (option.value, option.write_in) == ("other", True)
    assert [one["name"] for one in found.found["questions"]] == ["a", "a_other"]


def test_the_words_for_a_missing_answer_are_kept() -> None:
    text = FORM.replace("| required |", "| required | required_message::English (en) |")
    made = read_ours(read(text.replace("| yes |", "| yes | Say it. |").encode(), "form.md").source)
    assert made.item("work").needed["en"] == "Say it."


def test_a_value_follows_its_parts_wherever_it_stands() -> None:
    found = form("calculate | twice | | | | ${n} * 2", "integer | n | N")
    assert [item.name for item in read_ours(found.source).items()] == ["n", "twice"]
    assert [one["name"] for one in found.found["questions"]] == ["twice", "n"]


@pytest.mark.parametrize(
    ("entities", "saves", "why"),
    [
        ("| | people | | |", "age", "needs a label"),
        ("| | __people | | ${n} |", "age", "cannot be called"),
        ("| | people | | ${n} |", "label", "cannot be called"),
        ("| | people | | ${n} |", "pets#age", "there is no entity list"),
        ("| | people | | ${n} |\n| | people | | ${n} |", "people#age", "stands there twice"),
    ],
)
def test_the_rules_of_entities_hold(entities: str, saves: str, why: str) -> None:
    survey = f"| survey |\n| | type | name | label | save_to |\n| | text | n | N | {saves} |\n"
    text = f"{survey}| entities |\n| | list_name | entity_id | label |\n{entities}"
    with pytest.raises(NotReadable, match=why):
        read(text.encode(), "form.md")


def test_earlier_answers_stand_in_later_texts() -> None:
    found = form("text | a | A {a}", "note | b | You said ${a}.")
    made = read_ours(found.source)
    assert made.item("a").question["qaa"] == "A {{a}"
    assert made.item("b").question["qaa"] == "You said {a}."


def test_choices_follow_an_earlier_answer() -> None:
    filtered = (
        "| survey |\n| | type | name | label | choice_filter |\n| | select_one k | a | A | |\n"
        "| | select_one b | b | B | kind = ${a} |\n| choices |\n| | list_name | name | label | kind |\n"
        "| | k | x | X | |\n| | k | y | Y | |\n| | b | p | P | x |\n| | b | q | Q | y |\n"
    )
    found = read(filtered.encode(), "form.md")
    made = read_ours(found.source)
    assert not found.losses
    assert [option.columns for option in made.item("b").options] == [{"kind": "x"}, {"kind": "y"}]


def test_loops_and_inner_repetitions_are_written_out() -> None:
    rows = ("begin loop over yn | l | L", "integer | n | How many %(label)s?", "end loop | |")
    made = read_ours(form(*rows, choices=CHOICES).source)
    assert [item.question["qaa"] for item in made.items()] == ["How many Yes?", "How many No?"]
    rows = (
        "begin repeat | o | O",
        "begin repeat | i | I",
        "text | t | T",
        "end repeat | |",
        "end repeat | |",
    )
    names = [item.name for item in read_ours(form(*rows).source).items()]
    assert {"o_1_t_1", "o_1_t_2", "o_2_t_3"} <= set(names)
