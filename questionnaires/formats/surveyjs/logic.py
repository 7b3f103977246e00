"""Expressions of SurveyJS said in our language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaires.formats.expression_manager import Translator
from questionnaires.formats.limesurvey.symbols import Holds, Symbol, both, either
from questionnaires.formats.limesurvey.terms import Call, Joined, Name, Quoted, Term, Untranslatable, parse

if TYPE_CHECKING:
    from questionnaires.formats.building import Building

VARIABLE = re.compile(r"\{([^{}]+)\}")
_QUOTED = re.compile(r"('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")
_WORDS = (
    (re.compile(r"(?<![<>!=])=(?![<>=])"), "=="),
    (re.compile(r"=<"), "<="),
    (re.compile(r"=>"), ">="),
    (re.compile(r"<>"), "!="),
    (re.compile(r"\b(V\d+)\s+(?:is\s+)?notempty\b", re.I), r"!is_empty(\1)"),
    (re.compile(r"\b(V\d+)\s+(?:is\s+)?empty\b", re.I), r"is_empty(\1)"),
    (
        re.compile(r"\b(V\d+)\s+(notcontains|contains|anyof|allof)\s+(T\d+(?:\s*,\s*T\d+)*)", re.I),
        r"\2(\1, \3)",
    ),
)


class Logic(Translator):
    """Expressions of SurveyJS. Inside a panel or row its own names come first."""

    def __init__(self, made: Building) -> None:
        self._made = made
        self._names: dict[str, str] = {}
        super().__init__(self._symbol)

    def said(self, text: str) -> Holds:
        """The condition of a text."""
        texts: list[str] = []

        def hide(found: re.Match[str]) -> str:
            texts.append(found[1])
            return f" T{len(texts)} "

        plain = VARIABLE.sub(self.hidden, text)
        plain = re.sub(r"\[([^\]]*)\]", lambda found: found[1].strip(), plain)
        plain = _QUOTED.sub(hide, plain)
        for pattern, ours in _WORDS:
            plain = pattern.sub(ours, plain)
        for place in range(len(texts), 0, -1):
            plain = re.sub(rf"\bT{place}\b", texts[place - 1].replace("\\", r"\\"), plain)
        return self.holds(parse(plain))

    def hidden(self, found: re.Match[str]) -> str:
        """A name that the grammar takes, for one in braces."""
        name = f"V{len(self._names) + 1}"
        self._names[name] = found[1].strip()
        return name

    def _symbol(self, name: str) -> Symbol | None:
        foreign = self._names.get(name, name)
        short = foreign.removeprefix("panel.").removeprefix("row.")
        return self._made.symbols.get(foreign) or self._made.symbols.get(short)

    def holds(self, term: Term) -> Holds:
        """`contains` and its kin, the rest as everywhere."""
        if isinstance(term, Call) and term.name.lower() in ("contains", "notcontains", "anyof", "allof"):
            name, wanted = term.arguments[0], term.arguments[1:]
            if not isinstance(name, Name) or not all(isinstance(one, Quoted) for one in wanted):
                raise Untranslatable("only written words can be looked for")
            foreign = self._names.get(name.text, name.text)
            operator = "!=" if term.name.lower() == "notcontains" else "=="
            parts = [
                self._made.compared(foreign, operator, one.text) for one in wanted if isinstance(one, Quoted)
            ]
            return both(*parts) if term.name.lower() in ("allof", "notcontains") else either(*parts)
        if isinstance(term, Joined):
            return (both if term.word == "and" else either)(*map(self.holds, term.parts))
        return super().holds(term)

    def computed(self, text: str) -> str:
        """The value of a text."""
        return self.value(parse(VARIABLE.sub(self.hidden, text)))
