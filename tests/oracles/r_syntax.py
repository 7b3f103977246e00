"""The little of R's syntax in which the data sets' designs are written, read into nested tuples."""

from __future__ import annotations

import re
from typing import Any

TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+\.?\d*(?:[eE][-+]?\d+)?L?|\.\d+)|(?P<text>"[^"]*")|`(?P<quoted>[^`]*)`"""
    r"""|(?P<name>[A-Za-z.][\w.]*(?:::[A-Za-z.][\w.]*)?)"""
    r"""|(?P<mark><-|%in%|==|!=|<=|>=|\[\[|\]\]|[-+*/^~$()\[\]{},;=<>!&|:]))"""
)
COMPARISONS = ("==", "!=", "<", ">", "<=", ">=")
BINARY = [("<-", "="), ("~",), ("|",), ("&",), COMPARISONS, ("+", "-"), ("*", "/"), ("%in%",), (":",), ("^",)]


class Unreadable(Exception):  # noqa: N818
    """A piece of R beyond this reader."""


def parse(text: str) -> Any:
    """One expression: ("number", x), ("text", s), ("name", s), ("call", function, [(name, argument)]),
    ("index", object, arguments), (operator, left, right)."""
    parser = _Parser(list(_tokens(text)))
    tree = parser.binary(0)
    if parser.place < len(parser.tokens):
        raise Unreadable(f"after {parser.tokens[: parser.place][-3:]}")
    return tree


def _tokens(text: str) -> Any:
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

    def take(self, mark: str) -> bool:
        if self.peek() == ("mark", mark):
            self.place += 1
            return True
        return False

    def need(self, mark: str) -> None:
        if not self.take(mark):
            raise Unreadable(f"{mark} wanted, not {self.peek()[1]}")

    def binary(self, level: int) -> Any:
        if level == len(BINARY):
            return self.unary()
        if level == 1 and self.take("~"):
            return ("~", None, self.binary(level + 1))
        left = self.binary(level + 1)
        while self.peek()[0] == "mark" and self.peek()[1] in BINARY[level]:
            mark = self.peek()[1]
            self.place += 1
            left = (mark, left, self.binary(level if level == 0 else level + 1))
        return left

    def unary(self) -> Any:
        for mark in ("-", "!"):
            if self.take(mark):
                return (f"unary{mark}", self.unary())
        return self.after(self.atom())

    def after(self, tree: Any) -> Any:
        while True:
            if self.take("("):
                tree = ("call", tree, self.arguments(")"))
            elif self.take("[["):
                tree = ("index2", tree, self.arguments("]]"))
            elif self.take("["):
                tree = ("index", tree, self.arguments("]"))
            elif self.take("$"):
                tree = ("index2", tree, [(None, ("text", self.word()))])
            else:
                return tree

    def word(self) -> str:
        text = self.peek()[1]
        self.place += 1
        return text.strip('"')

    def arguments(self, end: str) -> list[tuple[str | None, Any]]:
        found: list[tuple[str | None, Any]] = []
        while not self.take(end):
            if self.take(","):
                found.append((None, None))
                continue
            name = None
            ahead = self.tokens[self.place + 1] if self.place + 1 < len(self.tokens) else ("", "")
            if self.peek()[0] in ("name", "text") and ahead == ("mark", "="):
                name = self.word()
                self.need("=")
            found.append((name, self.binary(0)))
            if self.peek() != ("mark", end):
                self.need(",")
                if self.peek() == ("mark", end):
                    found.append((None, None))
        return found

    def atom(self) -> Any:
        kind, text = self.peek()
        self.place += 1
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
        if (kind, text) == ("name", "function"):
            self.need("(")
            names = [argument[1] for _, argument in self.arguments(")")]
            return ("function", names, self.binary(0))
        if kind == "name":
            return ("name", text.split("::")[-1])
        raise Unreadable(f"{text!r}")

    def block(self) -> Any:
        lines = []
        while not self.take("}"):
            if not self.take(";"):
                lines.append(self.binary(0))
        return ("block", lines)
