"""DDI-Codebook: the variables of a data set, with their questions and categories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from questionnaires.formats import Format, Imported, NotReadable, register, safe_xml
from questionnaires.formats.building import Building, Choice
from questionnaires.formats.limesurvey.symbols import Symbol
from questionnaires.formats.safe_xml import Element
from questionnaires.functions import number_of

MANY = 12
"""A list longer than this opens."""

KNOWS_NOT = ("know", "dk", "не знаю", "затруд", "білмей")


def suits(content: bytes) -> bool:
    """Whether it may be XML of a codebook; others are refused with words when they are read."""
    return b"<" in content[:200]


def read(content: bytes, file: str) -> Imported:
    """A questionnaire that asks for the variables of a codebook."""
    root = safe_xml.tree(content)
    book = root if root.name == "codeBook" else next(root.all("codeBook"), None)
    if book is None:
        raise NotReadable(f"it holds no DDI codebook but “{root.name[:40]}”")
    variables = list(book.all("var"))
    if not variables:
        raise NotReadable("its codebook tells of a study, but of no variables")
    language = book.attributes.get("http://www.w3.org/XML/1998/namespace lang", "en")[:2] or "en"
    title = book.told("stdyDscr", "citation", "titlStmt", "titl") or book.told(
        "docDscr", "citation", "titlStmt", "titl"
    )
    made = _Made(PurePath(file).stem, [language], {language: title} if title else {})
    for variable in variables:
        made.variable(variable)
    found = {
        "root": root.name,
        "namespace": root.space,
        "title": {"default": title} if title else {},
        "variables": made.said,
    }
    return made.finish(found, "variables", "name")


def _squeezed(text: str) -> str:
    return " ".join(text.split())


class _Made(Building):
    """The draft of a codebook."""

    def __init__(self, name: str, languages: list[str], title: dict[str, str]) -> None:
        super().__init__(name, languages, title)
        self.said: list[dict[str, Any]] = []
        self._file = ""

    def variable(self, one: Element) -> None:
        """A variable becomes an item."""
        name = one.attributes.get("name") or one.attributes.get("ID") or f"v{len(self.said) + 1}"
        file = one.attributes.get("files", "")
        if file != self._file or not self.draft.sections:
            self._file = file
            self.draft.section(file or "variables", {self.languages[0]: file or name}, file or "variables")
        label = next((_squeezed(found.text) for found in one.each("labl")), "")
        asked = [_squeezed(found.text) for found in one.all("qstnLit") if found.text.strip()]
        categories = list(self._categories(one))
        said: dict[str, Any] = {"name": name, "labels": {"default": label}}
        said |= {"files": file} if file else {}
        said |= {"categories": categories} if categories else {}
        said |= {"question": asked} if asked else {}
        if one.attributes.get("intrvl"):
            said["intrvl"] = one.attributes["intrvl"]
        self.said.append(said)
        text = self.short({self.languages[0]: " ".join(asked) or label or name}, name)
        self._ask(one, name, text, categories)

    def _categories(self, one: Element) -> Iterator[dict[str, str]]:
        for category in one.each("catgry"):
            value = category.told("catValu")
            if not value:
                continue
            label = _squeezed(category.told("labl"))
            said = {"value": value, **({"label": label} if label else {})}
            for stat in category.each("catStat"):
                if stat.attributes.get("type", "freq") == "freq" and not stat.attributes.get("wgtd"):
                    said.setdefault("freq", stat.text.strip())
            if category.attributes.get("missing", "").upper() == "Y":
                said["missing"] = "Y"
            yield said

    def _ask(self, one: Element, name: str, text: dict[str, str], categories: list[dict[str, str]]) -> None:
        choices = [self._choice(category) for category in categories]
        given = [choice for choice in choices if not choice.missing]
        if len(given) > 1:
            self.choose(name, text, choices, True, kind="dropdown" if len(choices) > MANY else "single")
            return
        if choices:
            reason = "codes beside a number count as no answer; they are left out"
            self.draft.lose("offer", f"{name}//categories", reason)
        told = one.first("varFormat")
        if told is not None and told.attributes.get("type") == "character":
            item = self.item(name, "text", text, True)
            self.symbols[name] = Symbol(item, "text")
            return
        limits = one.first("valrng", "range")
        ends = {key: number_of(limits.attributes.get(key, "")) for key in ("min", "max")} if limits else {}
        item = self.item(
            name, "number", text, True, **{key: end for key, end in ends.items() if end is not None}
        )
        self.symbols[name] = Symbol(item, "number")

    def _choice(self, category: dict[str, str]) -> Choice:
        label = category.get("label") or category["value"]
        missing = ""
        if "missing" in category:
            missing = "does_not_know" if any(word in label.lower() for word in KNOWS_NOT) else "refused"
        return Choice(category["value"], {self.languages[0]: label}, missing=missing)


register(Format("ddi", (".xml",), read, suits=suits))
