"""The scripts of the respondent's side, as they go out."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path

from questionnaires.piping import pipes
from questionnaires.questionnaire import Questionnaire
from survey.respondent import compact
from survey.respondent.order import shuffles
from survey.respondent.universes import computes, deciders
from survey.universes import sources

HERE = Path(__file__).parent


@lru_cache
def script(*parts: str) -> str:
    """The script of the document and of the thank-you page, with the optional `parts`."""
    return compact.script(_assembled("script", parts))


def _assembled(name: str, parts: tuple[str, ...]) -> str:
    """A source with `parts` where its comments name them."""
    whole = _part(name)
    for part in parts:
        whole = re.sub(rf" *// {part}\.js\n", partial(_part, part), whole)
    return whole


def _part(name: str, _: re.Match[str] | None = None) -> str:
    return (HERE / f"{name}.js").read_text("utf-8")


def needed(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The optional parts of the script that a questionnaire needs."""
    wanted = {
        "values": computes(questionnaire),
        "piping": pipes(questionnaire),
        "deciding": bool(questionnaire.order),
        "starting": any(item.starts for item in questionnaire.items()),
        "order": shuffles(questionnaire),
        "progress": any(deciders(section, sources(questionnaire)) for section in questionnaire.sections),
    }
    return tuple(part for part, needs in wanted.items() if needs)


@lru_cache
def worker() -> str:
    """The service worker. Its caches are named by a hash of itself, so that those of another version go."""
    source = compact.script(_part("worker"))
    return source.replace("VERSION", sha256(source.encode()).hexdigest()[:16])


@lru_cache
def elsewhere_script() -> str:
    """The script that takes a draft to another device; its words and its size are still to be put in."""
    return compact.script(_assembled("elsewhere", ("stretch", "words")))
