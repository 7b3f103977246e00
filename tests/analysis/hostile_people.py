"""People who try what formats can carry: long and equal labels, odd names, codes, numbers and texts."""

from __future__ import annotations

from analysis.codebook import Code, Codebook, Text, Variable, VariableSet
from analysis.microdata import Microdata

QUESTION = "Мамандықты қайта таңдасаңыз, тағы да кітапханашы болар ма едіңіз, әлде жоқ па? "
LONG = {"kk": QUESTION * 5, "ru": "Если бы вы снова выбирали профессию, " * 8, "en": "x" * 300}
KAZAKH = "мамандықты_қайта_таңдау_және_оның_себептері"


def named(name: str) -> Text:
    return {"kk": f"{name} ұ", "ru": f"{name} ы", "en": name}


def codes(*values: str, **missing: str) -> tuple[Code, ...]:
    plain = [Code(value, named(value)) for value in values]
    return (*plain, *(Code(value, named("Same"), kind) for value, kind in missing.items()))


CHOICE = codes("1", "0")
VARIABLES = (
    Variable(
        "q",
        LONG,
        "nominal",
        (
            Code("yes", LONG),
            Code("01", named('a "quoted", label\nof two lines')),
            Code("=1+1", named("=HYPERLINK(1)")),
            *codes("-5", "1.5", "никогда", "given by nobody 😀"),
            *codes(dk="does_not_know", no="refused", na="not_asked", w="withheld", w2="withheld"),
        ),
    ),
    Variable(
        "rating",
        named("R\nof two lines"),
        "ordinal",
        (*(Code(str(i), named("Same"), score=i + 0.5) for i in range(-2, 3)), *codes(dk="does_not_know")),
    ),
    Variable("nobody", named("nobody"), "nominal", codes("a")),
    Variable("no_number", named("no number"), "scale"),
    Variable("no_text", named("no text"), "text"),
    Variable("number", named("number"), "scale", unit=named("km"), low=-1e15, high=1e300),
    Variable("text", named("text"), "text"),
    Variable("date", named("date"), "text"),
    *(
        Variable(name, named(name), codes=CHOICE)
        for name in ("a" * 31 + "xx", "a" * 31 + "xy", "Q", "if", "TO")
    ),
    *(Variable(f"{KAZAKH}_{place}", named(str(place)), codes=CHOICE) for place in (1, 2)),
    *(Variable(f"m_{option}", named(option), codes=CHOICE) for option in ("ә", "b")),
    Variable("w", named("w"), "weight"),
)
SET = VariableSet("m", LONG, "multiple", ("m_ә", "m_b"), ("ә", "b"), (named("ә"), named("b")))
TEXTS = (
    *("=cmd|' /C calc'!A0", "+7 701", "-1", "@SUM(1)", "'=1", "a\nb", 'quo"te', "a,b;c\td", "😀👩‍👩‍👧"),
    *("NA", "None", "0012", "1e5", "TRUE", "ұзақ мәтін " * 4000, "é́", "<b>&amp;</b>", "_x0041_", "a\r\nb"),
)
GIVEN = ("yes", "-5", "01", "1.5", "никогда", "=1+1", "dk", "no", "na", "w", "w2", "")
NUMBERS = (
    -3.5,
    0.0,
    0.1 + 0.2,
    2.0**53 + 2,
    1e299,
    "not_asked",
    "",
    1 / 3,
    1e-7,
    "refused",
    -999999999999999.0,
)


def hostile_people() -> Microdata:
    """One person for each text."""
    rows = [
        {
            "q": GIVEN[i % len(GIVEN)],
            "rating": ("-2", "-1", "0", "1", "2", "dk", "refused", "withheld", "", "not_asked")[i % 10],
            "nobody": ("", "not_asked", "refused")[i % 3],
            "no_number": ("", "not_asked")[i % 2],
            "no_text": ("", "withheld")[i % 2],
            "number": NUMBERS[i % len(NUMBERS)],
            "text": said,
            "date": "2026-02-28",
            "w": 1.5,
            **{one.name: str(i % 2) for one in VARIABLES if one.codes == CHOICE},
        }
        for i, said in enumerate(TEXTS)
    ]
    book = Codebook("hostile", VARIABLES, (SET,), languages=("kk", "ru", "en"), title=LONG)
    return Microdata.from_records(book, rows)
