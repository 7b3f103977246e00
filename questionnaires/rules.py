"""The rules by number: what `saualnama check` prints, what a file can silence, and the page docs/rules.md.

`rules.yaml` beside this module gives each rule of `problems.RULES` its number, which stays for ever, and a wrong
and a right example; a new rule is added at the end of both. The page says of each what a file hears that breaks
it: it is made by reading the wrong example.
"""

# ruff: noqa: E501 - an item reads best in one line
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

from questionnaires.problems import RULES, Problem

WHERE = ("item", "items", "top", "end", "prose")

BASE = """\
questionnaire: example
version: "1"
languages: [en]
title: {en: Example}
sections:
  - section: first
    title: {en: First}
    items:
      - {item: position, type: single, refused: yes, question: {en: Your position?}, codes: {manager: {en: Manager}, specialist: {en: Specialist}}}
      - {item: reasons, type: multiple, question: {en: What for?}, codes: {books: {en: Books}, quiet: {en: Quiet}}}
      - {item: age, type: number, whole: yes, min: 16, max: 99, question: {en: Your age?}}
      - {item: name, type: text, question: {en: What is it called?}}
      - {item: room, type: grid, question: {en: The room?}, rows: {quiet: {en: Quiet}, warm: {en: Warm}}, codes: {"yes": {en: "Yes"}, "no": {en: "No"}}}
      - {item: rated_one, type: single, question: {en: One?}, codes: &scores {low: {en: Low, score: 1}, high: {en: High, score: 2}}}
      - {item: rated_two, type: single, question: {en: Two?}, codes: *scores}
"""
"""What stands before the lines of an example."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its number (“S017”). `advice` can be silenced in the file; `where` says what the examples
    `wrong` and `right` are: lines of an item, items, lines at the top or the end of the file, or words."""

    number: str
    name: str
    wrong: str
    right: str
    advice: bool = False
    where: str = "item"

    @property
    def sentence(self) -> str:
        """What is said, with places in braces."""
        return RULES[self.name]

    def file(self, example: str) -> str:
        """A whole questionnaire with the example in it."""
        if self.where == "items":
            return BASE + indent(example, " " * 6) + "\n"
        if self.where == "end":
            return f"{BASE}{example}\n"
        if self.where == "top":
            key = example.partition(":")[0]
            before, _, after = BASE.partition(f"{key}:")
            rest = "" if key == "sections" else after.partition("\n")[2]
            return f"{before}{example}\n{rest}"
        kind = "" if example.startswith("type:") else "type: text\n"
        item = f"- item: x\n{indent(f'question: {{en: X}}{chr(10)}{kind}{example}', '  ')}"
        return BASE + indent(item, " " * 6) + "\n"


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by name, in the order of their numbers."""
    read: dict[str, dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("rules.yaml").read_text("utf-8")
    )
    found = (
        Rule(number, one["rule"], one["wrong"], one["right"], "advice" in one, one.get("in", "item"))
        for number, one in read.items()
    )
    return {rule.name: rule for rule in found}


def number_of(name: str) -> str:
    """The number of a rule."""
    return rules()[name].number


def advice() -> Mapping[str, Rule]:
    """The rules that a file can silence, by number."""
    return {rule.number: rule for rule in rules().values() if rule.advice}


def broken(text: str) -> list[Problem]:
    """What `saualnama check` says of a file: its problems, or its advice where it has none."""
    from questionnaires import lint, reader
    from questionnaires.problems import Problems

    try:
        return lint.check(reader.read(text))
    except Problems as problems:
        return list(problems.problems)


def page() -> str:
    """The document of all rules, as Markdown."""
    return _HEAD.format(base=BASE.strip()) + "\n".join(map(_entry, rules().values()))


def _entry(rule: Rule) -> str:
    said = f"> {' '.join(_said(rule))}"
    advice = " (advice)" if rule.advice else ""
    return "\n".join([f"## {rule.number} {rule.name}{advice}\n", said, "", *_examples(rule)])


def _said(rule: Rule) -> Iterator[str]:
    """What the wrong example hears; of one that is told in words the sentence itself."""
    found = (
        []
        if rule.where == "prose"
        else [one for one in broken(rule.file(rule.wrong)) if one.rule == rule.name]
    )
    yield found[0].message if found else rule.sentence


def _examples(rule: Rule) -> Iterator[str]:
    for title, example in (("Wrong", rule.wrong), ("Right", rule.right)):
        if rule.where == "prose":
            yield f"{title}: {example or 'nothing'}"
        else:
            yield f"{title}:\n\n```text\n{example}\n```"
        yield ""


_HEAD = """\
# The rules of questionnaire files

`saualnama check FILE` prints the number of the rule with every problem. Problems must be mended; advice can be silenced where you
know better, for one item or for the whole file:

```text
silence: [S085]
```

This page is made by `saualnama check --rules`. Its examples are lines of an item, or of the file, that stands below these:

```text
{base}
```

"""
