"""Groups written out several times: loops over a list, groups that repeat inside others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from questionnaires.formats.xlsform.nouns import Choice, Element, Texts

_PLACE = re.compile(r"%\((name|label)\)s")


def columns(loop: Element, choices: Sequence[Choice]) -> Iterator[Element]:
    """The group that a loop makes for each choice of its list."""
    for choice in choices:
        if choice.name != "none":
            yield replace(
                loop,
                kind="group",
                texts={"label": dict(choice.labels)} if choice.labels else loop.texts,
                children=[_filled(child, choice) for child in loop.children],
            )


def _filled(element: Element, choice: Choice) -> Element:
    texts = {
        key: {language: _said(text, choice, language) for language, text in said.items()}
        for key, said in element.texts.items()
    }
    name = f"{choice.name}_{element.name}"
    return replace(
        element, name=name, texts=texts, children=[_filled(one, choice) for one in element.children]
    )


def _said(text: str, choice: Choice, language: str) -> str:
    label = choice.labels.get(language) or next(iter(choice.labels.values()), choice.name)
    return _PLACE.sub(lambda found: label if found[1] == "label" else choice.name, text)


def turned(repeat: Element, turn: int) -> Element:
    """The group as it is asked the `turn`th time: its names numbered, what it says of itself too."""
    names = {one.name: f"{one.name}_{turn}" for one in repeat.inside()}
    children = [_turned(child, turn, names) for child in repeat.children]
    return replace(repeat, kind="group", children=children, logic={})


def _turned(element: Element, turn: int, names: Mapping[str, str]) -> Element:
    logic = {key: _renamed(text, names) for key, text in element.logic.items()}
    texts: dict[str, Texts] = {
        key: {language: _renamed(text, names) for language, text in said.items()}
        for key, said in element.texts.items()
    }
    if "label" in texts and element.kind == "question":
        texts["label"] = {language: f"{turn}. {text}" for language, text in texts["label"].items()}
    children = [_turned(child, turn, names) for child in element.children]
    name = names.get(element.name, element.name)
    return replace(element, name=name, logic=logic, texts=texts, children=children)


def _renamed(text: str, names: Mapping[str, str]) -> str:
    return re.sub(
        r"\$\{([^}]+)\}", lambda found: f"${{{names.get(found[1].strip(), found[1].strip())}}}", text
    )
