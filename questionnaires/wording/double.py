"""Double-barrelled: two things are asked at once, and one answer cannot serve both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questionnaires.wording import QUESTION, STATEMENT, Finding, Wording, rule
from questionnaires.wording.tables import found, pattern, sentences, table, without, words

_NEAR = 3
"""So many words on each side of the “and” are looked at for a pair that is one thing."""


@rule("double-barrelled")
def double_barrelled(wording: Wording) -> Iterator[Finding]:
    """“And” between two things in a question or a statement, unless the two are one thing (see the table)."""
    if wording.role not in (QUESTION, STATEMENT) or wording.language not in table("double"):
        return
    text = without("double", wording.language, "harmless", wording.text)
    for sentence in sentences(text):
        asks = wording.role == STATEMENT or sentence.endswith("?")
        if asks and (both := _joined(wording.language, sentence)):
            yield Finding({"words": both})
            return


def _joined(language: str, sentence: str) -> str:
    """The two things with what joins them; empty where there are none."""
    if found("double", language, "one_thing", sentence):
        return ""
    judged = found("double", language, "judges", sentence)
    if sentence.endswith("?") and not judged and found("double", language, "list", sentence):
        return ""
    if both := found("double", language, "clauses", sentence):
        return both
    joins = pattern("double", language, "joins")
    for join in joins.finditer(sentence) if joins else ():
        before, after = words(sentence[: join.start()]), words(sentence[join.end() :])
        if before and after and not _one_thing(language, before[-_NEAR:], after[:_NEAR]):
            return f"{before[-1]} {join.group().strip(' ,')} {after[0]}"
    return ""


def _one_thing(language: str, before: list[str], after: list[str]) -> bool:
    """Whether both sides hold a word of the same family, such as books and magazines."""
    for family in table("double")[language]["families"]:
        kin = re.compile(f"(?:{family})")
        if any(map(kin.match, before)) and any(map(kin.match, after)):
            return True
    return False
