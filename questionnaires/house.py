"""Ready-made labels in the languages of the house: missing answers, choices, ranks, bands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analysis.codebook import DOES_NOT_KNOW, REFUSED, Text

LANGUAGES = ("kk", "ru", "en")

MISSING: Mapping[str, Text] = {
    REFUSED: {"kk": "Жауап бергім келмейді", "ru": "Не хочу отвечать", "en": "Prefer not to say"},
    DOES_NOT_KNOW: {"kk": "Білмеймін", "ru": "Не знаю", "en": "I do not know"},
}
YES_NO: Mapping[str, Text] = {
    "yes": {"kk": "Иә", "ru": "Да", "en": "Yes"},
    "no": {"kk": "Жоқ", "ru": "Нет", "en": "No"},
}
SELECTED: Text = {"kk": "Таңдалды", "ru": "Выбрано", "en": "Selected"}
NOT_SELECTED: Text = {"kk": "Таңдалған жоқ", "ru": "Не выбрано", "en": "Not selected"}
NOT_RANKED: Text = {"kk": "Орын берілген жоқ", "ru": "Без места", "en": "Not ranked"}
WRITTEN: Text = {"kk": "өз сөзімен", "ru": "своими словами", "en": "in own words"}


def spoken(text: Text, languages: Iterable[str]) -> Text:
    """`text` in each of `languages`; in English where the house does not speak one."""
    return {language: text.get(language, text["en"]) for language in languages}


def place(rank: int, languages: Iterable[str]) -> Text:
    """The label of a rank: “1-орын”, “1-е место”, “1st place”."""
    texts = {"kk": f"{rank}-орын", "ru": f"{rank}-е место", "en": f"{rank}{_ordinal(rank)} place"}
    return spoken(texts, languages)


def unspoken(languages: Iterable[str]) -> tuple[str, ...]:
    """Those of `languages` for which the house has no words."""
    return tuple(language for language in languages if language not in LANGUAGES)


def amount(low: int | None, high: int | None, unit: str, languages: Iterable[str]) -> Text:
    """The label of the whole numbers from `low` to `high` (None: no limit), with unit "years", "age" or "":
    “1 жылдан аз”, “1–3 года”, “10 years or more”."""
    say = {"kk": _kazakh, "ru": _russian, "en": _english}
    return {language: say[language](low, high, unit) for language in languages if language in say}


def russian_years(number: int) -> str:
    """год, года or лет after that number."""
    if number % 100 in range(11, 15):
        return "лет"
    return {1: "год", 2: "года", 3: "года", 4: "года"}.get(number % 10, "лет")


def kazakh_ablative(number: int) -> str:
    """The ablative ending of the spoken number: 3-тен, 10-нан, 18-ден."""
    return _ABLATIVE[_last_spoken(number)]


def _ordinal(rank: int) -> str:
    if rank % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _kazakh(low: int | None, high: int | None, unit: str) -> str:
    noun = {"years": " жыл", "age": " жас"}.get(unit, "")
    if low is None:
        under = _under(high)
        ending = {"years": " жылдан аз", "age": " жасқа дейін"}.get(unit, f"-{kazakh_ablative(under)} аз")
        return f"{under}{ending}"
    if high is None:
        return f"{low}{noun} және одан {'жоғары' if unit == 'age' else 'көп'}"
    return f"{_span(low, high)}{noun}"


def _russian(low: int | None, high: int | None, unit: str) -> str:
    def noun(number: int) -> str:
        return f" {russian_years(number)}" if unit else ""

    if low is None:
        under = _under(high)
        genitive = "" if not unit else " года" if russian_years(under) == "год" else " лет"
        return f"{'до' if unit == 'age' else 'менее'} {under}{genitive}"
    if high is None:
        return f"{low}{noun(low)} и {'старше' if unit == 'age' else 'более'}"
    return f"{_span(low, high)}{noun(high)}"


def _english(low: int | None, high: int | None, unit: str) -> str:
    def noun(number: int) -> str:
        return "" if unit != "years" else " year" if number == 1 else " years"

    if low is None:
        return f"under {_under(high)}{noun(_under(high))}"
    if high is None:
        return f"{low}{noun(low)} {'and over' if unit == 'age' else 'or more'}"
    return f"{_span(low, high)}{noun(high)}"


def _under(high: int | None) -> int:
    """The first whole number above `high`."""
    if high is None:
        raise ValueError("a band without both limits holds everything and needs no label")
    return high + 1


_ABLATIVE = {
    **dict.fromkeys((0, 1, 2, 7, 8, 50, 100), "ден"),
    **dict.fromkeys((3, 4, 5, 70), "тен"),
    **dict.fromkeys((6, 9, 20, 30), "дан"),
    **dict.fromkeys((40, 60), "тан"),
    **dict.fromkeys((10, 90, 1000), "нан"),
    80: "нен",
    1_000_000: "нан",
}


def _last_spoken(number: int) -> int:
    """The number whose word is said last: 18 -> 8, 40 -> 40, 300 -> 100, 5000 -> 1000."""
    number = abs(number)
    if number == 0 or number % 10:
        return number % 10
    if number % 100:
        return number % 100
    if number % 1000:
        return 100
    return 1000 if number % 1_000_000 else 1_000_000
