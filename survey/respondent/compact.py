"""Style and script as they go out: the same statements in fewer bytes. The sources stay readable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product
from string import ascii_lowercase

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*)
      | (?P<text>'(?:\\.|[^'\\])*'|/\^[^/\n]*/)
      | (?P<word>[A-Za-z_$][\w$]*)
      | (?P<number>[0-9][\w.]*)
      | (?P<space>\s+)
      | (?P<sign>.)""",
    re.VERBOSE,
)
RESERVED = {"as", "do", "if", "in", "is", "of"}
"""Short words of the language that cannot be names everywhere."""

_PIECE = re.compile(r"'(?:\\.|[^'\\])*'|/\^[^/\n]*/|\b(?:const|let) |[\s\S]")
_OPENS, _CLOSES = set("{([,;=&|?:+-<>!*"), set("})],;=&|?:+-<>*.")


def style(source: str) -> str:
    """CSS without comments, line ends and spaces that say nothing."""
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    source = re.sub(r"\s+", " ", source)
    source = re.sub(r" ?([{};,]) ?", r"\1", source).replace(": ", ":")
    return source.replace(";}", "}").strip()


def script(source: str) -> str:
    """A script without comments and needless spaces, its own names shortened.

    It must keep to our own style: no template strings, no regular expressions but `/^.../`, every name
    declared once with const, let or as a parameter, and never used as a key in braces.
    """
    tokens = [(match.lastgroup, match.group()) for match in _TOKEN.finditer(source)]
    tokens = [token for token in tokens if token[0] != "comment"]
    joined = re.sub("\n+", "\n", "".join(_joined(_renamed(tokens))))
    shorter = "".join(_together(joined))
    return re.sub(r"(?<![\w$.])\((\w+)\)=>", r"\1=>", shorter)


def _renamed(tokens: list[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    words = {text for kind, text in tokens if kind == "word"}
    short = ("".join(letters) for size in (1, 2) for letters in product(ascii_lowercase, repeat=size))
    free = (name for name in short if name not in words | RESERVED)
    often = Counter(text for kind, text in tokens if kind == "word")
    declared = sorted(_declared(tokens), key=lambda name: (-often[name], name))
    names = {name: next(free) for name in declared if len(name) > 2}
    before = ""
    renamed = []
    for kind, text in tokens:
        mine = kind == "word" and (not before.endswith(".") or before.endswith("..."))
        renamed.append((kind, names.get(text, text) if mine else text))
        before = before + text if text == "." else text
    return renamed


def _declared(tokens: list[tuple[str | None, str]]) -> set[str]:
    """The names after const and let, and the parameters of arrow functions."""
    text = "".join(text for _, text in tokens)
    found = set(re.findall(r"\b(?:const|let) (\w+)", text))
    for group in re.findall(r"\b(?:const|let) \[([^\]]*)\]|\(([\w, .\[\]]*)\) =>", text):
        found |= set(re.findall(r"[A-Za-z]\w*", " ".join(group)))
    return found


def _joined(tokens: list[tuple[str | None, str]]) -> Iterator[str]:
    before = ""
    for place, (kind, text) in enumerate(tokens):
        if kind != "space":
            yield text
            before = text[-1]
            continue
        after = tokens[place + 1][1][0] if place + 1 < len(tokens) else "}"
        if not before or before in _OPENS or after in _CLOSES:
            continue
        if "\n" in text:
            yield "\n"
        elif re.match(r"[\w$]{2}", before + after):
            yield " "


def _together(source: str) -> list[str]:
    """Declarations that follow each other as one: `const a=1`, `const b=2` are `const a=1,b=2`."""
    found: list[str] = []
    declares, begins = [""], True
    for piece in _PIECE.findall(source):
        if begins and piece == declares[-1]:
            found[-1] = ","
            begins = False
            continue
        if begins:
            declares[-1] = piece if piece in ("const ", "let ") else ""
        begins = piece in ("\n", "{")
        if piece in "([{":
            declares.append("")
        elif piece in ")]}":
            declares.pop()
        found.append(piece)
    return found
