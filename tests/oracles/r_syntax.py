"""The little of R's syntax in which the oracles' lines are written, read into nested tuples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+\.?\d*(?:[eE][-+]?\d+)?L?|\.\d+(?:[eE][-+]?\d+)?)|(?P<text>"[^"]*"|'[^']*')"""
    r"""|`(?P<quoted>[^`]*)`|(?P<name>[A-Za-z.][\w.]*(?:::[A-Za-z.][\w.]*)?)"""
    r"""|(?P<mark><-|%[^%\s]*%|==|!=|<=|>=|\[\[|&&|\|\||[-+*/^~$()\[\]{},;=<>!&|:]))"""
)
COMPARISONS = ("==", "!=", "<", ">", "<=", ">=")
BINARY: list[tuple[str, ...]] = [
    ("<-", "="), ("~",), ("|", "||"), ("&", "&&"), ("!",), COMPARISONS, ("+", "-"), ("*", "/"), ("%",),
    (":",), ("unary",), ("^",),
]  # fmt: skip
NOT, PERCENT, MINUS = BINARY.index(("!",)), BINARY.index(("%",)), BINARY.index(("unary",))

Tree = Any
Argument = tuple[str | None, Tree]


class Unreadable(Exception):
    """A piece of R beyond this reader."""


def parse(text: str) -> Tree:
    """One expression: ("number", x), ("text", s), ("name", s), ("call", function, [(name, argument)]),
    ("index", object, arguments), ("for", name, values, body), (operator, left, right)."""
    parser = _Parser(list(_tokens(text)))
    tree = parser.binary(0)
    if parser.place < len(parser.tokens):
        raise Unreadable(f"after {parser.tokens[: parser.place][-3:]}")
    return tree


def called(text: str, *functions: str) -> Tree | None:
    """The first call of one of these functions within a text, read."""
    found = re.search(rf"(?<![\w.])(?:{'|'.join(functions)})\(", text)
    return _Parser(list(_tokens(text[found.start() :]))).unary(len(BINARY) - 1) if found else None


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place, text = 0, text.strip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match:
            raise Unreadable(text[place : place + 20])
        place = match.end()
        kind = str(match.lastgroup)
        yield ("name" if kind == "quoted" else kind), match[kind]


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.place = tokens, 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.place] if self.place < len(self.tokens) else ("end", "")

    def next(self) -> tuple[str, str]:
        self.place += 1
        return self.tokens[self.place - 1] if self.place <= len(self.tokens) else ("end", "")

    def take(self, *marks: str) -> bool:
        """Whether these marks come next, which are then behind us."""
        ahead = self.tokens[self.place : self.place + len(marks)]
        found = ahead == [("mark", mark) for mark in marks]
        self.place += len(marks) * found
        return found

    def need(self, *marks: str) -> None:
        if not self.take(*marks):
            raise Unreadable(f"{''.join(marks)} wanted, not {self.peek()[1]}")

    def operator(self, level: int) -> bool:
        kind, mark = self.peek()
        among = mark.startswith("%") if level == PERCENT else mark in BINARY[level]
        return kind == "mark" and among

    def binary(self, level: int) -> Tree:
        if level in (NOT, MINUS) or level == len(BINARY):
            return self.unary(level)
        if level == 1 and self.take("~"):
            return ("~", None, self.binary(level + 1))
        left = self.binary(level + 1)
        while self.operator(level):
            mark = self.next()[1]
            left = (mark, left, self.binary(level if level == 0 else level + 1))
        return left

    def unary(self, level: int) -> Tree:
        mark = {NOT: "!", MINUS: "-"}.get(level)
        if mark and self.take(mark):
            return (f"unary{mark}", self.unary(level))
        return self.binary(level + 1) if mark else self.after(self.atom())

    def after(self, tree: Tree) -> Tree:
        while True:
            if self.take("("):
                tree = ("call", tree, self.arguments(")"))
            elif self.take("[["):
                tree = ("index2", tree, self.arguments("]", "]"))
            elif self.take("["):
                tree = ("index", tree, self.arguments("]"))
            elif self.take("$"):
                tree = ("index2", tree, [(None, ("text", self.next()[1].strip('"')))])
            else:
                return tree

    def arguments(self, *end: str) -> list[Argument]:
        found: list[Argument] = []
        while not self.take(*end):
            if self.take(","):
                found.append((None, None))
                continue
            found.append(self.argument())
            if self.tokens[self.place : self.place + 1] != [("mark", end[0])]:
                self.need(",")
                if self.peek() == ("mark", end[0]):
                    found.append((None, None))
        return found

    def argument(self) -> Argument:
        ahead = self.tokens[self.place + 1] if self.place + 1 < len(self.tokens) else ("", "")
        if self.peek()[0] in ("name", "text") and ahead == ("mark", "="):
            name = self.next()[1].strip("\"'")
            self.need("=")
            return name, None if self.peek() in (("mark", ","), ("mark", ")")) else self.binary(1)
        return None, self.binary(1)

    def atom(self) -> Tree:
        kind, text = self.next()
        if kind == "number":
            return ("number", float(text.rstrip("L")))
        if kind == "text":
            return ("text", text[1:-1])
        if kind == "mark" and text == "(":
            inner = self.binary(0)
            self.need(")")
            return inner
        if kind == "mark" and text == "{":
            return self.block()
        if kind == "name":
            return self.word(text)
        raise Unreadable(f"{text!r}")

    def word(self, text: str) -> Tree:
        if text == "function":
            self.need("(")
            return ("function", [argument[1] for _, argument in self.arguments(")")], self.binary(0))
        if text == "for":
            self.need("(")
            name, word = self.next()[1], self.next()[1]
            values = self.binary(0)
            self.need(")")
            if word != "in":
                raise Unreadable("for")
            return ("for", name, values, self.binary(0))
        return ("name", text.rpartition("::")[2])

    def block(self) -> Tree:
        lines = []
        while not self.take("}"):
            if not self.take(";"):
                lines.append(self.binary(0))
        return ("block", lines)
