"""A questionnaire of a place and yes-or-no opinions, for attacks on small tables."""

from __future__ import annotations

from collections.abc import Iterable

HEAD = """
questionnaire: villages
version: "1"
languages: [en]
title: {en: Villages}
sections:
  - section: whole
    title: {en: Whole}
    items:
      - {item: place, type: single, background: yes, question: {en: Where?},
         codes: {town: {en: Town}, village: {en: Village}}}
"""


def source(opinions: Iterable[str]) -> str:
    """The questionnaire that asks these opinions."""
    return HEAD + "".join(
        f"""      - {{item: {name}, type: single, question: {{en: "{name}?"}},
         codes: {{"yes": {{en: "Yes"}}, "no": {{en: "No"}}}}}}
"""
        for name in opinions
    )
