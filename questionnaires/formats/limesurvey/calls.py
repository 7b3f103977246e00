"""The functions of LimeSurvey's expressions, each said in our language. Adding one is one line of a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from questionnaires.formats.limesurvey.symbols import Holds, Symbol, both, either, negated, number, quoted
from questionnaires.formats.limesurvey.terms import Call, Name, Number, Pair, Quoted, Term, Untranslatable
from questionnaires.functions import arithmetic, number_of
from questionnaires.patterns import strict

if TYPE_CHECKING:
    from questionnaires.formats.expression_manager import Translator

MOST_LISTED = 12
"""Values that are set in a row with commas."""

Decide = Callable[["Translator", tuple[Term, ...]], Holds]
Say = Callable[["Translator", tuple[Term, ...]], str]


def condition_of(say: Translator, call: Call) -> Holds:
    """A call as a condition: one that decides, or a number that is not 0."""
    decides = _DECIDES.get((call.name, len(call.arguments))) or _DECIDES.get((call.name, None))
    return decides(say, call.arguments) if decides else f"{value_of(say, call)} != 0"


def value_of(say: Translator, call: Call) -> str:
    """A call as a value."""
    found = _FUNCTIONS.get(call.name)
    if found is not None:
        return found(say, call.arguments)
    if any(call.name == name for name, _ in _DECIDES):
        return say.chosen(condition_of(say, call), "1", '""')
    raise Untranslatable(f"there is no function like “{call.name[:40]}”")


def _empty(say: Translator, arguments: tuple[Term, ...]) -> Holds:
    parts = [
        negated(say.given(say.symbol(term)))
        if isinstance(term, Name) and term.property != "shown"
        else f"count({say.value(term)}) == 0"
        for term in arguments
    ]
    return both(*parts)


def _numeric(say: Translator, arguments: tuple[Term, ...]) -> Holds:
    return f"count(number({say.value(arguments[0])})) > 0"


def _whole(say: Translator, arguments: tuple[Term, ...]) -> Holds:
    text = say.value(arguments[0])
    return f"number({text}) == whole(number({text}))"


def _either(say: Translator, arguments: tuple[Term, ...]) -> Holds:
    holds, one, other = arguments
    found = say.holds(holds)
    return either(both(found, say.holds(one)), both(negated(found), say.holds(other)))


def _matches(say: Translator, arguments: tuple[Term, ...]) -> Holds:
    pattern, text = arguments
    if not isinstance(pattern, Quoted):
        raise Untranslatable("the pattern of regexMatch is not written out")
    return f"matches({say.value(text)}, {regular(pattern.text)})"


def regular(pattern: str) -> str:
    """A PHP pattern, such as /^[0-9]+$/i, as the second argument of `matches`: of the whole text."""
    body, flags = pattern.strip(), ""
    if len(body) > 1 and not body[0].isalnum() and body[0] not in "\\^([":
        end = body.rfind({"(": ")", "{": "}", "<": ">"}.get(body[0], body[0]))
        if end > 0:
            body, flags = body[1:end], body[end + 1 :]
    if flags.strip("uimDs"):
        raise Untranslatable(f"the flags “{flags[:10]}” of its pattern are not known")
    body = _any_case(body) if "i" in flags else body
    body = strict(body)
    before = "" if body.startswith("^") else r"[\s\S]*"
    after = "" if body.endswith("$") and not body.endswith(r"\$") else r"[\s\S]*"
    return quoted(before + body.removeprefix("^").removesuffix("$" if not after else "") + after)


def _any_case(body: str) -> str:
    """Letters outside classes and escapes in both cases."""
    if "[" in body or "\\" in body:
        raise Untranslatable("its pattern takes small for capital letters")
    return "".join(f"[{one.lower()}{one.upper()}]" if one.isalpha() else one for one in body)


def _unique(say: Translator, arguments: tuple[Term, ...]) -> Holds:
    values = [_leaf(say, one) for one in say.symbols(arguments)]
    if len(values) > 12:
        raise Untranslatable("it compares too many answers with each other")
    return both(
        *(negated(f"{one} == {two}") for place, one in enumerate(values) for two in values[place + 1 :])
    )


def _leaf(say: Translator, one: Symbol | Term) -> str:
    return say.of_symbol(one, scored=True) if isinstance(one, Symbol) else say.value(one)


def _over(word: str) -> Say:
    """A function of any number of values."""
    return lambda say, arguments: f"{word}({', '.join(_leaf(say, one) for one in say.symbols(arguments))})"


def _of(pattern: str, least: int = 1, most: int = 1) -> Say:
    """A function of `least` to `most` values; {0} is the first."""

    def call(say: Translator, arguments: tuple[Term, ...]) -> str:
        if not least <= len(arguments) <= most:
            raise Untranslatable("a function in it has another number of arguments")
        values = [say.value(one) for one in arguments]
        return pattern.format(*values, every=", ".join(values))

    return call


def _constant(word: str) -> Say:
    """A function of the circle or the hyperbola: only of a number that is written out."""

    def call(say: Translator, arguments: tuple[Term, ...]) -> str:
        found = [_settled(one) for one in arguments]
        if len(found) != 1 or found[0] is None:
            raise Untranslatable(f"there is no function like “{word}”")
        try:
            return number(repr(getattr(math, word)(found[0])))
        except ValueError:
            raise Untranslatable(f"“{word}” has no value there") from None

    return call


def _settled(term: Term) -> float | None:
    """The value of a term without names."""
    match term:
        case Number(text):
            return float(text)
        case Call("pi", ()):
            return math.pi
        case Pair("+" | "-" | "*" | "/" as operator, left, right):
            one, two = _settled(left), _settled(right)
            return None if one is None or two is None else arithmetic(operator, one, two)
        case _:
            return None


def _count(say: Translator, arguments: tuple[Term, ...]) -> str:
    parts = say.symbols(arguments)
    return f"count({', '.join(_leaf(say, one) for one in parts)})" if parts else "0"


def _count_if(say: Translator, arguments: tuple[Term, ...]) -> str:
    """countif(value, names…)."""
    if len(arguments) < 2:
        raise Untranslatable("countif needs a value and names")
    return _counted(say, "==", arguments[0], arguments[1:])


def _count_if_operator(say: Translator, arguments: tuple[Term, ...]) -> str:
    """countifop(operator, value, names…)."""
    if len(arguments) < 3 or not isinstance(arguments[0], Quoted):
        raise Untranslatable("countifop needs an operator, a value and names")
    return _counted(say, arguments[0].text, arguments[1], arguments[2:])


def _counted(say: Translator, operator: str, wanted: Term, names: tuple[Term, ...]) -> str:
    flags = []
    for one in say.symbols(names):
        if isinstance(one, Symbol) and isinstance(wanted, (Number, Quoted)):
            holds = say.against(one, operator, wanted)
        elif not isinstance(one, Symbol):
            holds = say.holds(Pair(operator, one, wanted))
        else:
            holds = f"{say.of_symbol(one)} {operator} {say.value(wanted)}"
        flags.append(say.chosen(holds, "1", '""'))
    return f"count({', '.join(flags)})"


def _if(say: Translator, arguments: tuple[Term, ...]) -> str:
    if len(arguments) != 3:
        raise Untranslatable("“if” needs a condition and two values")
    return say.chosen(say.holds(arguments[0]), say.value(arguments[1]), say.value(arguments[2]))


def _part(say: Translator, arguments: tuple[Term, ...]) -> str:
    """substr(text, start, count): counted from 0."""
    if len(arguments) < 2 or not isinstance(arguments[1], Number):
        raise Untranslatable("substr needs a place that is written out")
    rest = [say.value(one) for one in arguments[2:3]]
    return f"part({', '.join([say.value(arguments[0]), str(int(arguments[1].text) + 1), *rest])})"


def _implode(say: Translator, arguments: tuple[Term, ...]) -> str:
    """implode(between, values…)."""
    if len(arguments) < 2:
        raise Untranslatable("implode needs a text and values")
    between, parts = say.value(arguments[0]), [_leaf(say, one) for one in say.symbols(arguments[1:])]
    mixed = [parts[0]] + [text for part in parts[1:] for text in (between, part)]
    return f"join({', '.join(mixed)})"


def _listed(say: Translator, arguments: tuple[Term, ...]) -> str:
    """list(values…): those that are not empty, commas between."""
    values = [_leaf(say, one) for one in say.symbols(arguments)]
    if not 0 < len(values) <= MOST_LISTED:
        raise Untranslatable(f"list takes 1 to {MOST_LISTED} values here")
    parts = values[:1]
    for place, one in enumerate(values[1:], 1):
        between = f"count({', '.join(values[:place])}) > 0 and count({one}) > 0"
        parts += [f'if({between}, ", ", "")', one]
    return f"join({', '.join(parts)})"


def _sum_if(say: Translator, arguments: tuple[Term, ...]) -> str:
    """sumif(value, names…)."""
    if len(arguments) < 2:
        raise Untranslatable("sumif needs a value and names")
    kept = []
    for one in say.symbols(arguments[1:]):
        value = _leaf(say, one)
        kept.append(f'if({value} == {say.value(arguments[0])}, {value}, "")')
    return f"sum({', '.join(kept)})"


def _today(say: Translator, arguments: tuple[Term, ...]) -> str:
    """date("Y-m-d") and its parts; the day of today only."""
    if len(arguments) == 1 and isinstance(arguments[0], Quoted):
        known = {"Y": "year(today())", "Y-m-d": "today()", "m": "month(today())", "d": "day(today())"}
        if arguments[0].text in known:
            return known[arguments[0].text]
    raise Untranslatable("the time in it cannot be computed")


def _numbers(say: Translator, arguments: tuple[Term, ...]) -> str:
    """intval: what is no number is 0."""
    if len(arguments) != 1:
        raise Untranslatable("intval needs one value")
    text = say.value(arguments[0])
    return f"whole({text})" if number_of(text) is not None else f"whole(number({text}))"


_DECIDES: Mapping[tuple[str, int | None], Decide] = {
    ("is_empty", None): _empty,
    ("is_null", None): _empty,
    ("regexMatch", 2): _matches,
    ("is_numeric", 1): _numeric,
    ("is_float", 1): _numeric,
    ("is_int", 1): _whole,
    ("if", 3): _either,
    ("iif", 3): _either,
    ("unique", None): _unique,
}
"""By name and number of arguments (None: any)."""

_FUNCTIONS: Mapping[str, Say] = {
    "sum": _over("sum"),
    "min": _over("min"),
    "max": _over("max"),
    "join": _over("join"),
    "count": _count,
    "countif": _count_if,
    "countifop": _count_if_operator,
    "if": _if,
    "iif": _if,
    "implode": _implode,
    "list": _listed,
    "sumif": _sum_if,
    "nl2br": _of("text({0})"),
    "gT": _of("text({0})"),
    "htmlspecialchars": _of("text({0})"),
    "addslashes": _of("text({0})"),
    "substr": _part,
    "date": _today,
    "intval": _numbers,
    "floatval": _of("number({0})"),
    "abs": _of("abs({0})"),
    "floor": _of("floor({0})"),
    "ceil": _of("ceiling({0})"),
    "round": _of("round({every})", 1, 2),
    "fmod": _of("remainder({0}, {1})", 2, 2),
    "pow": _of("power({0}, {1})", 2, 2),
    "sqrt": _of("root({0})"),
    **{word: _constant(word) for word in ("cos", "sin", "tan", "acos", "asin", "atan")},
    "exp": _of("exp({0})"),
    "log": _of("log({0})"),
    "pi": _of("3.1415926536", 0, 0),
    "strlen": _of("length({0})"),
    "strtolower": _of("lower({0})"),
    "strtoupper": _of("upper({0})"),
    "trim": _of("text({0})"),
    "ltrim": _of("text({0})"),
    "rtrim": _of("text({0})"),
    "fixnum": _of("number({0})"),
}
