"""LimeSurvey's expressions said in our language.

What a name of theirs stands for is a `Symbol`; a condition becomes a text of ours, or True or False where it
is settled. The sense is kept: in LimeSurvey `Q != "a"` also holds where nothing was answered, so it becomes
`not (q == a)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from questionnaires.formats.limesurvey import calls
from questionnaires.formats.limesurvey.symbols import (
    Holds,
    Symbol,
    both,
    either,
    leaves,
    negated,
    number,
    numeric,
    ordered,
    quoted,
    same,
)
from questionnaires.formats.limesurvey.terms import (
    Call,
    Joined,
    Name,
    Not,
    Number,
    Pair,
    Quoted,
    Term,
    Untranslatable,
    parse,
)
from questionnaires.functions import number_of

MOST_CASES = 30
"""Codes that are written out one by one."""

TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
Lookup = Callable[[str], Symbol | None]


def condition(text: str, lookup: Lookup) -> Holds:
    """The condition that `text` is. Untranslatable when it cannot be said in our language."""
    return Translator(lookup).holds(parse(text))


def value(text: str, lookup: Lookup) -> str:
    """The value that `text` is. Untranslatable when it cannot be said in our language."""
    return Translator(lookup).value(parse(text))


class Translator:
    """Says trees in our language. `lookup` knows names, `told` what they tell of the questionnaire itself."""

    def __init__(self, lookup: Lookup, told: Callable[[Name], str | None] = lambda _: None) -> None:
        self._lookup = lookup
        self._told = told

    def symbol(self, name: Name) -> Symbol:
        """What the name stands for."""
        found = self._lookup(name.text)
        if found is None:
            raise Untranslatable(f"there is no question “{name.text[:60]}” that it could ask about")
        return found

    def holds(self, term: Term) -> Holds:
        """A tree as a condition."""
        match term:
            case Joined(word, parts):
                found = (both if word == "and" else either)(*map(self.holds, parts))
            case Not(part):
                found = negated(self.holds(part))
            case Pair("==" | "!=" | "<" | "<=" | ">" | ">=" as operator, left, right):
                found = self._compared(operator, left, right)
            case Number(text):
                found = float(text) != 0
            case Quoted(text):
                found = text not in ("", "0")
            case Name():
                found = self._true(term)
            case Call():
                found = calls.condition_of(self, term)
            case _:
                found = f"{self.value(term)} != 0"
        return found

    def _true(self, name: Name) -> Holds:
        """A name alone: whether its value is neither nothing nor 0."""
        symbol = self.symbol(name)
        if symbol.kind == "number":
            return f"{symbol.name} != 0"
        if symbol.kind == "coded" and "0" in symbol.codes:
            return self.coded(symbol, "!=", "0", given=True)
        return self.given(symbol)

    def given(self, symbol: Symbol) -> Holds:
        """Whether there is an answer."""
        if symbol.kind == "choice":
            return f"{symbol.name} == {symbol.option}"
        if symbol.kind == "void":
            return False
        if symbol.kind == "lost":
            raise Untranslatable("the words beside “other” cannot be asked about")
        if symbol.kind == "parts":
            return either(*map(self.given, symbol.parts))
        return f"answered {symbol.name}"

    def _compared(self, operator: str, left: Term, right: Term) -> Holds:
        if isinstance(left, (Number, Quoted)) and not isinstance(right, (Number, Quoted)):
            return self._compared(TURNED[operator], right, left)
        if isinstance(left, Name) and left.property != "value" and isinstance(right, (Number, Quoted)):
            return self.against(self.symbol(left), operator, right)
        if isinstance(right, Quoted) and not right.text:
            return self._nothing(self.value(left), operator)
        one, two = self.value(left), self.value(right)
        return f"not ({one} == {two})" if operator == "!=" else f"{one} {operator} {two}"

    def _nothing(self, text: str, operator: str) -> Holds:
        return f"count({text}) {'==' if operator == '==' else '>'} 0"

    def against(self, symbol: Symbol, operator: str, term: Number | Quoted) -> Holds:
        """A variable compared with a constant."""
        text = term.text
        if not text.strip() and isinstance(term, Quoted):
            return negated(self.given(symbol)) if operator in ("==", "<=", "<") else self.given(symbol)
        match symbol.kind:
            case "choice":
                found = self._chosen(symbol, operator, text)
            case "void":
                found = operator == "!="
            case "place" | "lost":
                found = self._at_place(symbol, operator, text)
            case "coded":
                found = self.coded(symbol, operator, text)
            case "number":
                found = self._numeric(symbol.name, operator, text)
            case "text":
                found = self._worded(symbol.name, operator, term)
            case _:
                raise Untranslatable("a question with several parts cannot be compared as a whole")
        return found

    def _worded(self, name: str, operator: str, term: Number | Quoted) -> Holds:
        """A text compared with a constant: as a text, or with a number as a number."""
        same = operator in ("==", "!=")
        if number_of(term.text) is not None and not (same and isinstance(term, Quoted)):
            return self._numeric(f"number({name})", operator, term.text)
        holds = f"{name} {'==' if same else operator} {quoted(term.text)}"
        return f"not ({holds})" if operator == "!=" else holds

    def _numeric(self, name: str, operator: str, text: str) -> Holds:
        if number_of(text) is None:
            return operator == "!="
        written = f"{name} {'==' if operator == '!=' else operator} {number(text)}"
        return f"not ({written})" if operator == "!=" else written

    def _chosen(self, symbol: Symbol, operator: str, text: str) -> Holds:
        chosen = f"{symbol.name} == {symbol.option}"
        if operator in ("==", "!=") and text in ("Y", "1", "y"):
            return chosen if operator == "==" else f"not ({chosen})"
        if operator in ("==", "!="):
            return operator == "!="
        raise Untranslatable("a box that is ticked has no order")

    def _at_place(self, symbol: Symbol, operator: str, text: str) -> Holds:
        if symbol.kind == "lost" or operator not in ("==", "!="):
            raise Untranslatable("what stands at a place has no order")
        if text not in symbol.codes:
            return operator == "!="
        holds = f"{symbol.name}_{symbol.codes[text]} == {symbol.option}"
        return f"not ({holds})" if operator == "!=" else holds

    def coded(self, symbol: Symbol, operator: str, text: str, *, given: bool = False) -> Holds:
        """A coded variable compared with a code of theirs, or with a number that its codes are."""
        if operator in ("==", "!="):
            wanted = [ours for theirs, ours in symbol.codes.items() if same(theirs, text)]
        else:
            wanted = [ours for theirs, ours in symbol.codes.items() if ordered(operator, theirs, text)]
        if not wanted:
            return self.given(symbol) if given else operator == "!="
        names = ", ".join(dict.fromkeys(wanted))
        holds = f"{symbol.name} == {names}" if len(wanted) == 1 else f"{symbol.name} in [{names}]"
        if operator != "!=":
            return holds
        return f"answered {symbol.name} and not ({holds})" if given else f"not ({holds})"

    def value(self, term: Term) -> str:
        """A tree as a value."""
        match term:
            case Number(text):
                found = number(text)
            case Quoted(text):
                found = quoted(text)
            case Name():
                found = self.named(term)
            case Pair("+", left, right) if self.is_text(left) or self.is_text(right):
                found = f"join({self.value(left)}, {self.value(right)})"
            case Pair("+" | "-" | "*" | "/" as operator, left, right):
                found = f"({self.value(left)} {operator} {self.value(right)})"
            case Call():
                found = calls.value_of(self, term)
            case _:
                found = self.chosen(self.holds(term), "1", '""')
        return found

    def chosen(self, holds: Holds, one: str, other: str) -> str:
        """One of two values, by a condition."""
        if isinstance(holds, bool):
            return one if holds else other
        return f"if({holds}, {one}, {other})"

    def named(self, name: Name) -> str:
        """The value of a name."""
        told = self._told(name)
        if told is not None:
            return quoted(told)
        symbol = self.symbol(name)
        if name.property in ("shown", "question") and symbol.kind not in ("number", "text", "void"):
            return self._shown(symbol, name)
        if name.property in ("question", "qid", "gid", "sid", "sgqa", "type", "mandatory", "relevanceStatus"):
            raise Untranslatable(f"“.{name.property}” tells of the questionnaire and not of an answer")
        return self.of_symbol(symbol, scored=name.property in ("value", "valueNAOK"))

    def of_symbol(self, symbol: Symbol, *, scored: bool = False) -> str:
        """The value of what a name stands for."""
        if symbol.kind == "choice":
            return f'if({symbol.name} == {symbol.option}, "Y", "")'
        if symbol.kind == "void":
            return '""'
        if symbol.kind in ("parts", "lost"):
            raise Untranslatable("a question with several parts has no value of its own")
        if symbol.kind == "place":
            return self._cases(symbol, {})
        if symbol.kind != "coded" or (symbol.scores and scored):
            return symbol.name
        return self._recoded(symbol)

    def _recoded(self, symbol: Symbol) -> str:
        """The code of theirs: our variable itself where its codes are the same."""
        if all(theirs == ours for theirs, ours in symbol.codes.items()) and not symbol.scores:
            return symbol.name
        return self._cases(symbol, {})

    def _cases(self, symbol: Symbol, said: Mapping[str, str]) -> str:
        """One text of several, by the code: all but one are missing."""
        if len(symbol.codes) > MOST_CASES:
            raise Untranslatable(f"“{symbol.name}” has too many codes to be written out")
        cases = []
        for theirs, ours in symbol.codes.items():
            holds = f"{symbol.name} == {ours}"
            if symbol.kind == "place":
                holds = f"{symbol.name}_{ours} == {symbol.option}"
            cases.append(f'if({holds}, {quoted(said.get(theirs, theirs))}, "")')
        return f"join({', '.join(cases)})"

    def _shown(self, symbol: Symbol, name: Name) -> str:
        if name.property == "question" or not symbol.shown:
            raise Untranslatable("the words of an answer differ by language")
        if symbol.kind == "choice":
            return f'if({symbol.name} == {symbol.option}, {quoted(next(iter(symbol.shown.values())))}, "")'
        return self._cases(symbol, symbol.shown)

    def symbols(self, terms: tuple[Term, ...]) -> list[Symbol | Term]:
        """Arguments, names with several parts as their parts."""
        found: list[Symbol | Term] = []
        for term in terms:
            symbol = self.symbol(term) if isinstance(term, Name) else None
            found += leaves(symbol) if symbol else [term]
        return found

    def _is_text_name(self, name: Name) -> bool:
        symbol = self.symbol(name)
        scored = name.property in ("value", "valueNAOK") and bool(symbol.scores)
        return symbol.kind != "number" and not scored and not all(map(numeric, symbol.codes or "x"))

    def is_text(self, term: Term) -> bool:
        """Whether + puts it behind another text rather than adding it."""
        match term:
            case Quoted(text):
                return number_of(text) is None
            case Name():
                return self._told(term) is not None or self._is_text_name(term)
            case Pair("+", left, right):
                return self.is_text(left) or self.is_text(right)
            case Call(name, arguments):
                if name == "if" and len(arguments) == 3:
                    return self.is_text(arguments[1]) or self.is_text(arguments[2])
                return name in ("join", "implode", "trim", "substr", "strtoupper", "strtolower", "list")
            case _:
                return False
